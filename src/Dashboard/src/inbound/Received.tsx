import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label } from "../common/format";
import { Choice } from "../common/Form";
import { Opener } from "../common/Opener";
import { Rows } from "../common/Rows";
import { Command, Empty, Failure } from "../common/States";
import { Badge, Loading, Panel, type Tone } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import { Fact } from "../contributions/Provenance";
import { useIsAdmin } from "../server/me";
import { hive } from "../server/server";
import type { WebhookOutcome, WebhookSourceView } from "../server/types";
import { toast, toastError } from "../shell/toasts";
import { tryCommand } from "./providers";
import { received, reloadSources, useReceived } from "./queries";

const tones: Record<WebhookOutcome, Tone> = { queued: "good", received: "plain", skipped: "warn", rejected: "bad" };
const outcomes = Object.keys(tones) as WebhookOutcome[];

export function Received({ source, outcome, opened }: { source: WebhookSourceView; outcome: WebhookOutcome | undefined; opened: string | undefined }) {
  const navigate = useNavigate();
  const log = useReceived(source.webhook_id, outcome);
  const go = (to: { outcome?: WebhookOutcome; received?: string }) => void navigate({ to: "/webhooks", search: { source: source.webhook_id, ...to }, replace: true });
  const open = (id: string | undefined) => go({ ...(outcome ? { outcome } : {}), ...(id ? { received: id } : {}) });
  return (
    <Panel title="Received" actions={
      <Choice label="Outcome" hideLabel value={outcome ?? ""} className="!w-auto" onChange={(event) => go(event.target.value ? { outcome: event.target.value as WebhookOutcome } : {})}>
        <option value="">Every outcome</option>{outcomes.map((one) => <option key={one} value={one}>{label(one)}</option>)}
      </Choice>
    }>
      {log.error && !log.data ? <Failure error={log.error} retry={() => void log.refetch()} />
        : log.isPending ? <Loading rows={3} />
        : log.rows.length === 0 ? <Empty title={outcome ? "Nothing with this outcome" : "Nothing has arrived yet"} {...(outcome || !source.enabled ? {} : { command: tryCommand(source) })}>{source.enabled ? "Deliveries appear here as they come." : "The source is off: it answers 404."}</Empty>
        : (
          <>
            <Rows label="Received" heads={["Type", "Outcome", "Command", "Delivery", "Received"]} wide={["Command", "Delivery"]} items={log.rows} keyOf={(one) => one.id} open={(one) => open(one.id)} cells={(one) => (
              <>
                <Cell className="max-w-[40vw]"><Opener onOpen={() => open(one.id)}>{one.event_type ?? <span className="text-soft">No type</span>}</Opener></Cell>
                <Cell><Badge tone={tones[one.outcome]} title={one.reason ?? undefined}>{label(one.outcome)}{one.reason && `: ${label(one.reason).toLowerCase()}`}</Badge></Cell>
                <Cell wide>{one.matched_command && <Badge tone="accent">{one.matched_command}</Badge>}</Cell>
                <Cell wide className="max-w-48 truncate font-mono text-xs text-soft">{one.delivery_id}</Cell>
                <Cell className="text-soft"><Age of={one.created_at} /></Cell>
              </>
            )} />
            {log.hasNextPage && <div className="border-t border-line p-3 text-center"><Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>Older</Button></div>}
          </>
        )}
      {opened && <Details id={opened} onClose={() => open(undefined)} />}
    </Panel>
  );
}

function Details({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useQuery(received(id));
  const isAdmin = useIsAdmin();
  const replay = useMutation({
    mutationFn: () => hive.webhooks.replayWebhookEvent(id),
    onSuccess: () => { toast("It was taken once more."); void reloadSources(); onClose(); },
    onError: (failure) => toastError(failure),
  });
  return (
    <Dialog open onClose={onClose} title="Received delivery" size="large">
      {error ? <Failure error={error} /> : !data ? <Loading /> : (
        <div className="flex flex-col gap-4">
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
            <Fact name="Outcome"><Badge tone={tones[data.outcome]}>{label(data.outcome)}</Badge>{data.reason && <span className="ml-2 text-soft">{label(data.reason)}</span>}</Fact>
            <Fact name="Received"><Age of={data.created_at} long /></Fact>
            {data.matched_command && <Fact name="Command">{data.matched_command}</Fact>}
            {data.task_id && <Fact name="Run"><Link to="/tasks/$id" params={{ id: data.task_id }} className="text-accent hover:underline">Open the run</Link></Fact>}
            {data.hivemind_event_id && <Fact name="Event"><Link to="/events" search={{ event: data.hivemind_event_id }} className="text-accent hover:underline">Open the event</Link></Fact>}
          </dl>
          {data.payload ? <Command text={JSON.stringify(data.payload, null, 2)} /> : <p className="text-sm text-soft">Its payload was not kept.</p>}
          {isAdmin && data.outcome === "queued" && <div className="flex justify-end"><Button busy={replay.isPending} onClick={() => replay.mutate()}>Replay</Button></div>}
        </div>
      )}
    </Dialog>
  );
}
