import { Link, useNavigate } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label, number, sentence } from "../common/format";
import { Choice } from "../common/Form";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Panel } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import type { AutomationLogView, AutomationView, ExecutionStatus } from "../server/types";
import { actionNames } from "./draft";
import { useLogs } from "./queries";
import { Steps, tones } from "./Steps";

const states = Object.keys(tones) as ExecutionStatus[];

/** Every time it ran, or did not and why. */
export function Executions({ automation, status, event: of }: { automation: AutomationView; status: ExecutionStatus | undefined; event: string | undefined }) {
  const log = useLogs(automation.id, status, of);
  const [opened, setOpened] = useState<AutomationLogView | null>(null);
  const navigate = useNavigate();
  const go = (filter: { status?: ExecutionStatus; event?: string }) => void navigate({ to: "/automations", search: { automation: automation.id, ...filter }, replace: true });
  return (
    <Panel title="Executions" actions={
      <>
        {of && <Button kind="quiet" icon={<X size={14} aria-hidden />} onClick={() => go(status ? { status } : {})}>Of one event only</Button>}
        <Choice label="Outcome" hideLabel className="!w-auto" value={status ?? ""} onChange={({ target }) => go({ ...(target.value ? { status: target.value as ExecutionStatus } : {}), ...(of ? { event: of } : {}) })}>
          <option value="">Every outcome</option>{states.map((one) => <option key={one} value={one}>{label(one)}</option>)}
        </Choice>
      </>
    }>
      {log.error && !log.data ? <Failure error={log.error} retry={() => void log.refetch()} />
        : log.isPending ? <Loading rows={3} />
        : log.rows.length === 0 ? <Empty title={of || status ? "Nothing matches" : "Nothing yet"}>{of || status ? "Choose another outcome." : automation.enabled ? `It waits for ${automation.triggerEventType}.` : "It is switched off."}</Empty>
        : (
          <>
            <Rows label="Executions" heads={["Outcome", "What", "Took", "When", ""]} right={["Took"]} wide={["Took"]} items={log.rows} keyOf={(one) => one.id} open={setOpened} cells={(one) => (
              <>
                <Cell><Badge tone={tones[one.status]}>{label(one.status)}</Badge></Cell>
                <Cell className="max-w-[40vw] truncate text-soft sm:max-w-96">{(one.error && sentence(one.error)) ?? (one.conditionsMatched ? one.actionsExecuted.map(({ action }) => actionNames[action]).join(", ") : "The conditions did not hold")}</Cell>
                <Cell wide className="tabular text-right whitespace-nowrap">{number(one.executionTimeMs)} ms</Cell>
                <Cell className="text-soft"><Age of={one.createdAt} /></Cell>
                <Cell className="text-right"><Button kind="quiet" onClick={() => setOpened(one)}>Steps</Button></Cell>
              </>
            )} />
            {log.hasNextPage && <div className="border-t border-line p-3 text-center"><Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>Older</Button></div>}
          </>
        )}
      <Dialog open={opened !== null} onClose={() => setOpened(null)} title="Execution" size="large">
        {opened && (
          <div className="flex flex-col gap-3">
            <p className="text-sm text-soft">{(opened.error && sentence(opened.error)) ?? (opened.conditionsMatched ? "The conditions held." : "The conditions did not hold.")} {opened.eventId && <Link to="/events" search={{ event: opened.eventId }} className="text-accent hover:underline">Open the event</Link>}</p>
            <Steps steps={opened.actionsExecuted} />
          </div>
        )}
      </Dialog>
    </Panel>
  );
}
