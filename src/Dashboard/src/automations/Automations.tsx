import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Workflow } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { percent } from "../common/format";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import { Tile } from "../common/Tile";
import { useIsAdmin } from "../server/me";
import type { AutomationView } from "../server/types";
import { useShortcuts } from "../shell/keys";
import { AutomationPanel } from "./AutomationPanel";
import { Editor } from "./Editor";
import { Executions } from "./Executions";
import { automations, metrics } from "./queries";
import { Trial } from "./Trial";

const route = getRouteApi("/shell/automations");

/** What happens by itself when an event arrives. */
export function Automations() {
  const { automation: chosen, status, event } = route.useSearch();
  const { data, error, refetch } = useQuery(automations);
  const { data: figures, isError: failed } = useQuery(metrics);
  const [edited, setEdited] = useState<AutomationView | "new" | null>(null);
  const isAdmin = useIsAdmin();
  const navigate = useNavigate();
  const current = data?.find((one) => one.id === chosen) ?? data?.[0];
  const step = (by: number) => {
    const next = data?.[data.findIndex((one) => one === current) + by];
    if (next) void navigate({ to: "/automations", search: { automation: next.id }, replace: true });
  };
  useShortcuts("Automations", [{ keys: "]", does: "Next automation", run: () => step(1) }, { keys: "[", does: "Previous automation", run: () => step(-1) }]);
  const add = isAdmin && <Button kind="primary" onClick={() => setEdited("new")}>New automation</Button>;
  return (
    <Page title="Automations" note="When an event arrives, and conditions hold, do something." actions={data && data.length > 0 && add}>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Tile failed={failed} name="Executions" value={figures?.totalExecutions} note={figures && figures.totalExecutions > 0 && `${percent(figures.successRate / 100, 1)} went well`} />
        <Tile failed={failed} name="Actions" value={figures?.totalActions} />
        <Tile failed={failed} name="Failed in 24 hours" value={figures?.recentFailures} />
        <Tile failed={failed} name="Waiting" value={figures?.instanceQueues.reduce((sum, queue) => sum + queue.pendingCount + queue.activeCount, 0)} note={figures && (figures.running ? <Badge tone="good">Engine runs</Badge> : <Badge tone="bad">Engine stands still</Badge>)} />
      </dl>
      {error && !data ? <Panel><Failure error={error} retry={() => void refetch()} /></Panel>
        : !data ? <Panel><Loading /></Panel>
        : !current ? <Panel><Empty icon={<Workflow size={32} aria-hidden />} title="No automation yet"><p className="mb-3">For example: when a message contains “urgent”, ask an agent and call your pager.</p>{add}</Empty></Panel>
        : (
          <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
            <Panel title="Automations" note={String(data.length)}><ul>{data.map((one) => <Row key={one.id} automation={one} current={one === current} />)}</ul></Panel>
            <div className="flex min-w-0 flex-col gap-4">
              <AutomationPanel key={current.id} automation={current} onEdit={() => setEdited(current)} />
              <Executions key={`${current.id} ${status} ${event}`} automation={current} status={status} event={event} />
              <Trial key={`trial ${current.id}`} automation={current} />
            </div>
          </div>
        )}
      {edited && <Editor automation={edited === "new" ? null : edited} onClose={() => setEdited(null)} onMade={(id) => { setEdited(null); void navigate({ to: "/automations", search: { automation: id } }); }} />}
    </Page>
  );
}

function Row({ automation, current }: { automation: AutomationView; current: boolean }) {
  return (
    <li>
      <Link to="/automations" search={{ automation: automation.id }} aria-current={current || undefined}
        className="flex items-center gap-3 border-b border-l-2 border-line border-l-transparent px-3 py-2.5 hover:bg-raised aria-[current]:border-l-accent aria-[current]:bg-accent-soft">
        <span className="min-w-0 flex-1"><span className="block truncate text-sm">{automation.name}</span><span className="block truncate font-mono text-xs text-soft">{automation.triggerEventType}</span></span>
        {automation.enabled ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>}
      </Link>
    </li>
  );
}
