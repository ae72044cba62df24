import { Link } from "@tanstack/react-router";
import { Copy } from "../common/Copy";
import { dollars, duration, exact, label, number } from "../common/format";
import { Badge, Panel } from "../common/Surface";
import { Age, useNow } from "../common/Time";
import { Fact } from "../contributions/Provenance";
import { useNameOf } from "../people/names";
import type { TaskView } from "../server/types";

/** Who, when and for how much. */
export function TaskFacts({ view }: { view: TaskView }) {
  const nameOf = useNameOf();
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {view.kind === "run" && <Cost view={view} />}
      <Timeline view={view} />
      <Panel title="Facts">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 px-4 py-3 text-sm">
          <Fact name="From">{nameOf(view.owner_id)}</Fact>
          {view.assignee_id && <Fact name={view.kind === "run" ? "Worker" : "Assigned to"}>{nameOf(view.assignee_id)}</Fact>}
          {view.assigned_agent && <Fact name="Agent">{view.assigned_agent}</Fact>}
          {view.source && <Fact name="Source">{label(view.source)}</Fact>}
          {view.due_date && <Fact name="Due">{exact(view.due_date)}</Fact>}
          {view.impact_points > 0 && <Fact name="Impact">{number(view.impact_points)}</Fact>}
          {view.estimated_hours !== null && <Fact name="Estimate">{view.estimated_hours} h</Fact>}
          {view.location && <Fact name="Location">{view.location}</Fact>}
          {view.conversation_id && <Fact name="Conversation"><Link to="/chat" search={{ conversation: view.conversation_id }} className="text-accent underline">Open it</Link></Fact>}
          {view.caused_by_event_id && <Fact name="Led to by"><Link to="/events" search={{ event: view.caused_by_event_id }} className="text-accent underline">An event</Link></Fact>}
          {view.flow_id && <Fact name="Flow"><span className="font-mono text-xs break-all">{view.flow_id}</span></Fact>}
          {view.external_refs.map((ref) => <Fact key={ref} name="Reference"><span className="text-xs break-all">{/^https?:\/\//.test(ref) ? <a href={ref} target="_blank" rel="noreferrer" className="text-accent underline">{ref}</a> : ref}</span></Fact>)}
          <Fact name="Id"><span className="font-mono text-xs">{view.id.slice(0, 8)}…</span> <Copy text={view.id} name="id" /></Fact>
        </dl>
      </Panel>
    </div>
  );
}

function Cost({ view }: { view: TaskView }) {
  const kinds = Object.entries(view.tokens ?? {});
  return (
    <Panel title="Cost" actions={view.cost_source && <Badge title={view.cost_source === "reported" ? "The worker said so" : "Tokens times the price of the model"}>{label(view.cost_source)}</Badge>}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-5 gap-y-2 px-4 py-3 text-sm">
        <dt className="text-soft">Cost</dt><dd className="tabular text-right font-semibold">{view.cost_usd === null ? "not known" : dollars(view.cost_usd)}</dd>
        {kinds.length > 0
          ? kinds.map(([kind, count]) => <Count key={kind} name={`${label(kind)} tokens`} value={count} />)
          : <><Count name="Input tokens" value={view.input_tokens} /><Count name="Output tokens" value={view.output_tokens} /></>}
        {view.model && <><dt className="text-soft">Model</dt><dd className="min-w-0 text-right break-all">{view.model}</dd></>}
      </dl>
    </Panel>
  );
}

const Count = ({ name, value }: { name: string; value: number | null }) =>
  value === null ? null : <><dt className="text-soft">{name}</dt><dd className="tabular text-right">{number(value)}</dd></>;

function Timeline({ view }: { view: TaskView }) {
  const now = useNow();
  const end = view.completed_at ? Date.parse(view.completed_at) : now;
  const waited = Date.parse(view.started_at ?? view.completed_at ?? new Date(now).toISOString()) - Date.parse(view.created_at);
  const ran = view.started_at ? end - Date.parse(view.started_at) : 0;
  const whole = Math.max(1, waited + ran);
  const steps = [["Made", view.created_at], ["Started", view.started_at], [view.status === "failed" ? "Failed" : view.status === "cancelled" ? "Cancelled" : "Ended", view.completed_at]] as const;
  return (
    <Panel title="Timeline">
      <div className="px-4 py-3 text-sm">
        <div aria-hidden className="mb-3 flex h-2 overflow-hidden rounded-full bg-raised">
          <span className="bg-strong/50" style={{ width: `${(waited / whole) * 100}%` }} />
          <span className={view.status === "failed" ? "bg-bad-bar" : view.completed_at ? "bg-good-bar" : "animate-pulse-dot bg-accent"} style={{ width: `${(ran / whole) * 100}%` }} />
        </div>
        <dl className="grid grid-cols-[1fr_auto] gap-x-5 gap-y-1.5">
          <dt className="text-soft">Waited</dt><dd className="tabular text-right">{duration(Math.max(0, waited) / 1000)}</dd>
          <dt className="text-soft">{view.kind === "run" ? "Ran" : "Worked on"}</dt><dd className="tabular text-right">{view.started_at ? duration(Math.max(0, ran) / 1000) : "not yet"}</dd>
          {steps.map(([name, at]) => at && <TimelineStep key={name} name={name} at={at} />)}
        </dl>
      </div>
    </Panel>
  );
}

const TimelineStep = ({ name, at }: { name: string; at: string }) => <><dt className="text-soft">{name}</dt><dd className="text-right"><Age of={at} long /></dd></>;
