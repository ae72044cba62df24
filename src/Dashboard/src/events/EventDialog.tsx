import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../common/Button";
import { Copy } from "../common/Copy";
import { Dialog } from "../common/Dialog";
import { exact, label, number } from "../common/format";
import { Command, Failure } from "../common/States";
import { Badge, Loading } from "../common/Surface";
import { Age } from "../common/Time";
import { Fact } from "../contributions/Provenance";
import { instances } from "../instances/queries";
import { useIsAdmin } from "../server/me";
import type { PayloadView } from "../server/types";
import { EventLinks } from "./EventLinks";
import { statusTones } from "./Events";
import { event, payload, payloads } from "./queries";

/** One event: what it says, what came of it, what it came from, and what was kept of it at each stage. */
export function EventDialog({ id, onClose, onOpen }: { id: string; onClose: () => void; onOpen: (id: string) => void }) {
  const { data, error } = useQuery(event(id));
  const { data: known } = useQuery(instances);
  const isAdmin = useIsAdmin();
  return (
    <Dialog open onClose={onClose} title={data?.eventType ?? "Event"} size="large">
      {error ? <Failure error={error} /> : !data ? <Loading /> : (
        <div className="flex flex-col gap-4">
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
            <Fact name="State"><Badge tone={statusTones[data.status]}>{label(data.status)}</Badge>{data.errorStage && <span className="ml-2 text-soft">in {data.errorStage}</span>}</Fact>
            {data.errorMessage && <Fact name="Error"><span className="text-bad">{data.errorMessage}</span></Fact>}
            <Fact name="Received"><Age of={data.receivedAt} long /> <span className="text-soft">{exact(data.receivedAt)}</span></Fact>
            {data.processingTimeMs !== null && <Fact name="Took"><span className="tabular">{number(data.processingTimeMs)} ms{data.agentLatencyMs !== null && `, of which the agent ${number(data.agentLatencyMs)} ms`}</span></Fact>}
            <Fact name="Channel">{data.channel} <span className="text-soft">{data.direction}{data.contentType && `, ${data.contentType}`}</span></Fact>
            {data.instanceId && <Fact name="Instance"><Link to="/events" search={{ instance: data.instanceId }} className="text-accent hover:underline">{known?.items.find((one) => one.id === data.instanceId)?.name ?? "A deleted one"}</Link></Fact>}
            {data.chatId && <Fact name="Chat"><span className="font-mono text-xs">{data.chatId}</span></Fact>}
            {data.personId && <Fact name="Person"><span className="font-mono text-xs">{data.personId}</span> <Link to="/events" search={{ person: data.personId }} className="ml-2 text-accent hover:underline">All of this person</Link></Fact>}
            {data.correlationId && <Fact name="Correlation"><span className="font-mono text-xs">{data.correlationId}</span></Fact>}
            <Fact name="Id"><span className="font-mono text-xs">{data.id}</span> <Copy text={data.id} name="id" /></Fact>
          </dl>
          {data.textContent && <p className="rounded-md border border-line bg-ground p-3 text-sm whitespace-pre-wrap">{data.textContent}</p>}
          {data.rawPayload !== null && <section><h3 className="mb-1.5 text-xs font-medium text-soft">Payload</h3><Command text={JSON.stringify(data.rawPayload, null, 2)} /></section>}
          <EventLinks id={id} onOpen={onOpen} />
          {isAdmin && <Stages id={id} />}
        </div>
      )}
    </Dialog>
  );
}

function Stages({ id }: { id: string }) {
  const { data } = useQuery(payloads(id));
  const [shown, setShown] = useState<PayloadView | null>(null);
  if (!data || data.items.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1.5 text-xs font-medium text-soft">Kept by stage</h3>
      <div className="mb-2 flex flex-wrap gap-2">
        {data.items.map((one) => <Button key={one.id} aria-pressed={shown?.id === one.id} disabled={one.deletedAt !== null} onClick={() => setShown(shown?.id === one.id ? null : one)}>{label(one.stage)} <span className="tabular text-xs text-soft">{number(one.originalSize)} B</span></Button>)}
      </div>
      {shown && <Stage id={id} stage={shown.stage} />}
    </section>
  );
}

function Stage({ id, stage }: { id: string; stage: PayloadView["stage"] }) {
  const { data, error } = useQuery(payload(id, stage));
  if (error) return <Failure error={error} />;
  return data ? <Command text={typeof data.payload === "string" ? data.payload : JSON.stringify(data.payload, null, 2)} /> : <Loading rows={2} />;
}
