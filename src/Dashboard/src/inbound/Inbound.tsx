import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ArrowDownToLine } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { compact } from "../common/format";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import { useIsAdmin } from "../server/me";
import type { WebhookSourceView } from "../server/types";
import { useShortcuts } from "../shell/keys";
import { Commands } from "./Commands";
import { NewSource } from "./NewSource";
import { providers } from "./providers";
import { reloadSources, sources } from "./queries";
import { Received } from "./Received";
import { SourcePanel } from "./SourcePanel";

const route = getRouteApi("/shell/webhooks");

/** Where outside services send to, and what arrived. */
export function Inbound() {
  const { source: chosen, outcome, received } = route.useSearch();
  const { data, error, refetch } = useQuery(sources);
  const [making, setMaking] = useState(false);
  const isAdmin = useIsAdmin();
  const navigate = useNavigate();
  const list = data?.items ?? [];
  const source = list.find((one) => one.webhook_id === chosen) ?? list.find((one) => one.enabled) ?? list[0];
  const step = (by: number) => {
    const next = list[list.findIndex((one) => one === source) + by];
    if (next) void navigate({ to: "/webhooks", search: { source: next.webhook_id }, replace: true });
  };
  useShortcuts("Sources", [{ keys: "]", does: "Next source", run: () => step(1) }, { keys: "[", does: "Previous source", run: () => step(-1) }]);
  const add = isAdmin && <Button kind="primary" onClick={() => setMaking(true)}>New source</Button>;
  return (
    <Page title="Webhooks in" note="What GitHub, Jira, Slack, Sentry and anything else may send, and what became of it." actions={list.length > 0 && add}>
      {error && !data ? <Panel><Failure error={error} retry={() => void refetch()} /></Panel>
        : !data ? <Panel><Loading /></Panel>
        : !source ? <Panel><Empty icon={<ArrowDownToLine size={32} aria-hidden />} title="No source yet"><p className="mb-3">A source is an address that an outside service posts to. What it posts becomes an event.</p>{add}</Empty></Panel>
        : (
          <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
            <Panel title="Sources" note={String(data.total)}>
              <ul>{list.map((one) => <Row key={one.webhook_id} source={one} current={one === source} />)}</ul>
            </Panel>
            <div className="flex min-w-0 flex-col gap-4">
              <SourcePanel key={source.webhook_id} source={source} />
              <Received key={`${source.webhook_id} ${outcome}`} source={source} outcome={outcome} opened={received} />
              <Commands key={`commands ${source.webhook_id}`} source={source} />
            </div>
          </div>
        )}
      {making && <NewSource onClose={() => setMaking(false)} onMade={(id) => { setMaking(false); void reloadSources(); void navigate({ to: "/webhooks", search: { source: id } }); }} />}
    </Page>
  );
}

function Row({ source, current }: { source: WebhookSourceView; current: boolean }) {
  return (
    <li>
      <Link to="/webhooks" search={{ source: source.webhook_id }} aria-current={current || undefined}
        className="flex items-center gap-3 border-b border-l-2 border-line border-l-transparent px-3 py-2.5 hover:bg-raised aria-[current]:border-l-accent aria-[current]:bg-accent-soft">
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm">{source.name}</span>
          <span className="block truncate text-xs text-soft">{providers[source.provider].name}{source.total_received > 0 && <span className="tabular"> · {compact(source.event_count)} accepted</span>}</span>
        </span>
        {source.enabled ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>}
      </Link>
    </li>
  );
}
