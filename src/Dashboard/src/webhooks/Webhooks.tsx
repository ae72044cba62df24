import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Webhook } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { Secret } from "../common/Secret";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel } from "../common/Surface";
import type { WebhookEndpointView } from "../server/types";
import { useShortcuts } from "../shell/keys";
import { Deliveries } from "./Deliveries";
import { EndpointActions } from "./EndpointActions";
import { EndpointDialog } from "./EndpointDialog";
import { endpoints, reloadEndpoints } from "./queries";

const route = getRouteApi("/shell/webhook-endpoints");

/** Where the organisation's events are sent, and whether they arrive. */
export function Webhooks() {
  const { endpoint: chosen, status } = route.useSearch();
  const { data, error, refetch } = useQuery(endpoints);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const endpoint = data?.items.find((one) => one.id === chosen) ?? data?.items[0];
  const navigate = useNavigate();
  const step = (by: number) => {
    const next = data?.items[data.items.findIndex((one) => one === endpoint) + by];
    if (next) void navigate({ to: "/webhook-endpoints", search: { endpoint: next.id }, replace: true });
  };
  useShortcuts("Endpoints", [{ keys: "]", does: "Next endpoint", run: () => step(1) }, { keys: "[", does: "Previous endpoint", run: () => step(-1) }]);
  const add = <Button kind="primary" onClick={() => setMaking(true)}>New endpoint</Button>;
  return (
    <Page title="Webhooks out" note="Signed messages to your own services, retried until they arrive." actions={data && data.items.length > 0 && add}>
      {error && !data ? <Panel><Failure error={error} retry={() => void refetch()} /></Panel>
        : !data ? <Panel><Loading /></Panel>
        : !endpoint ? <Panel><Empty icon={<Webhook size={32} aria-hidden />} title="No endpoint yet"><p className="mb-3">Name an address, and it is told when knowledge is approved, rejected or published.</p>{add}</Empty></Panel>
        : (
          <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
            <Panel title="Endpoints" note={String(data.total)}>
              <ul>{data.items.map((one) => <Row key={one.id} endpoint={one} current={one.id === endpoint.id} />)}</ul>
            </Panel>
            <div className="flex min-w-0 flex-col gap-4">
              <EndpointActions key={endpoint.id} endpoint={endpoint} onSecret={setSecret} />
              <Deliveries key={`${endpoint.id} ${status}`} endpoint={endpoint} status={status} />
            </div>
          </div>
        )}
      {making && <EndpointDialog onClose={() => setMaking(false)} onMade={(made) => { setMaking(false); setSecret(made); void reloadEndpoints(); }} />}
      {secret && <Secret title="Signing secret" secret={secret} onClose={() => setSecret(null)} />}
    </Page>
  );
}

export const stateOf = (endpoint: WebhookEndpointView) =>
  !endpoint.is_active ? <Badge tone="bad">{endpoint.disabled_reason === "manual" ? "Off" : `Off: ${endpoint.disabled_reason}`}</Badge>
  : endpoint.circuit === "open" ? <Badge tone="bad">Paused</Badge>
  : endpoint.circuit === "half_open" ? <Badge tone="warn">Trying again</Badge>
  : endpoint.failing_since ? <Badge tone="warn">Failing</Badge>
  : <Badge tone="good">Working</Badge>;

function Row({ endpoint, current }: { endpoint: WebhookEndpointView; current: boolean }) {
  return (
    <li>
      <Link to="/webhook-endpoints" search={{ endpoint: endpoint.id }} aria-current={current || undefined}
        className="flex items-center gap-3 border-b border-l-2 border-line border-l-transparent px-3 py-2.5 hover:bg-raised aria-[current]:border-l-accent aria-[current]:bg-accent-soft">
        <span className="min-w-0 flex-1"><span className="block truncate text-sm">{endpoint.url.replace(/^https?:\/\//, "")}</span>{endpoint.description && <span className="block truncate text-xs text-soft">{endpoint.description}</span>}</span>
        {stateOf(endpoint)}
      </Link>
    </li>
  );
}
