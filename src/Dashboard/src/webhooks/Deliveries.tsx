import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label } from "../common/format";
import { Choice } from "../common/Form";
import { Opener } from "../common/Opener";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Panel, type Tone } from "../common/Surface";
import { Cell, Table } from "../common/Table";
import { Age } from "../common/Time";
import { hive } from "../server/server";
import type { DeliveryStatus, WebhookEndpointView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { delivery, reloadDeliveries, useDeliveries } from "./queries";

const tones: Record<DeliveryStatus, Tone> = { pending: "warn", succeeded: "good", failed: "bad" };

export function Deliveries({ endpoint, status }: { endpoint: WebhookEndpointView; status: DeliveryStatus | undefined }) {
  const navigate = useNavigate();
  const log = useDeliveries(endpoint.id, status);
  const [opened, setOpened] = useState<string | null>(null);
  const resend = useMutation({ mutationFn: (id: string) => hive.webhookDeliveries.redeliverWebhook(id), onSuccess: () => { toast("It is sent again."); void reloadDeliveries(); }, onError: (error) => toastError(error) });
  return (
    <Panel title="Deliveries" actions={
      <Choice label="State" hideLabel value={status ?? ""} className="!w-auto" onChange={(event) => void navigate({ to: "/webhook-endpoints", search: { endpoint: endpoint.id, ...(event.target.value ? { status: event.target.value as DeliveryStatus } : {}) }, replace: true })}>
        <option value="">Every state</option><option value="pending">Pending</option><option value="succeeded">Succeeded</option><option value="failed">Failed</option>
      </Choice>
    }>
      {log.error && !log.data ? <Failure error={log.error} retry={() => void log.refetch()} />
        : log.isPending ? <Loading rows={3} />
        : log.rows.length === 0 ? <Empty title={status ? "Nothing in this state" : "Nothing was sent yet"}>Approve, reject or publish a note, and its message appears here.</Empty>
        : (
          <>
            <Rows label="Deliveries" heads={["Event", "State", "Attempts", "Answer", "Made", ""]} right={["Attempts"]} wide={["Attempts", "Answer"]} items={log.rows} keyOf={(one) => one.id} open={(one) => setOpened(one.id)} cells={(one) => (
              <>
                <Cell className="max-w-[45vw]"><Opener onOpen={() => setOpened(one.id)}>{one.event}</Opener></Cell>
                <Cell><Badge tone={tones[one.status]}>{label(one.status)}</Badge></Cell>
                <Cell wide className="tabular text-right">{one.attempts}</Cell>
                <Cell wide className="tabular text-soft">{one.response_code ?? one.error ?? ""}</Cell>
                <Cell className="text-soft"><Age of={one.created_at} /></Cell>
                <Cell className="text-right whitespace-nowrap"><Button kind="quiet" onClick={() => resend.mutate(one.id)}>Resend</Button></Cell>
              </>
            )} />
            {log.hasNextPage && <div className="border-t border-line p-3 text-center"><Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>Older</Button></div>}
          </>
        )}
      {opened && <Details id={opened} onClose={() => setOpened(null)} />}
    </Panel>
  );
}

function Details({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useQuery(delivery(id));
  return (
    <Dialog open onClose={onClose} title="Delivery" size="large">
      {error ? <Failure error={error} /> : !data ? <Loading /> : (
        <div className="flex flex-col gap-4">
          <pre tabIndex={0} aria-label="Message" className="overflow-x-auto rounded-md border border-line bg-ground p-3 font-mono text-xs">{JSON.stringify(data.payload, null, 2)}</pre>
          {data.attempt_log && data.attempt_log.length > 0 ? (
            <Table label="Attempts" heads={["#", "When", "Took", "Answer", "Text"]}>
              {data.attempt_log.map((attempt) => (
                <tr key={attempt.attempt}>
                  <Cell className="tabular">{attempt.attempt}</Cell><Cell><Age of={attempt.started_at} /></Cell><Cell className="tabular whitespace-nowrap">{attempt.duration_ms} ms</Cell>
                  <Cell className="tabular">{attempt.response_code ?? attempt.error}</Cell><Cell className="max-w-64 truncate font-mono text-xs text-soft">{attempt.response_excerpt}</Cell>
                </tr>
              ))}
            </Table>
          ) : <p className="text-sm text-soft">No attempt was made yet.</p>}
          {data.next_attempt_at && data.status === "pending" && <p className="text-sm text-soft">Next attempt at {new Date(data.next_attempt_at).toLocaleTimeString()}.</p>}
        </div>
      )}
    </Dialog>
  );
}
