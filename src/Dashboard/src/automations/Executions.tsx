import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../common/Button";
import { Dialog } from "../common/Dialog";
import { label, number } from "../common/format";
import { Choice } from "../common/Form";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Panel } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import type { AutomationLogView, AutomationView, ExecutionStatus } from "../server/types";
import { useLogs } from "./queries";
import { Steps, tones } from "./Steps";

const states = Object.keys(tones) as ExecutionStatus[];

/** Every time it ran, or did not and why. */
export function Executions({ automation, status }: { automation: AutomationView; status: ExecutionStatus | undefined }) {
  const log = useLogs(automation.id, status);
  const [opened, setOpened] = useState<AutomationLogView | null>(null);
  const navigate = useNavigate();
  return (
    <Panel title="Executions" actions={
      <Choice label="Outcome" hideLabel className="!w-auto" value={status ?? ""} onChange={(event) => void navigate({ to: "/automations", search: { automation: automation.id, ...(event.target.value ? { status: event.target.value as ExecutionStatus } : {}) }, replace: true })}>
        <option value="">All</option>{states.map((one) => <option key={one} value={one}>{label(one)}</option>)}
      </Choice>
    }>
      {log.error && !log.data ? <Failure error={log.error} retry={() => void log.refetch()} />
        : log.isPending ? <Loading rows={3} />
        : log.rows.length === 0 ? <Empty title="Nothing yet">{automation.enabled ? `It waits for ${automation.triggerEventType}.` : "It is switched off."}</Empty>
        : (
          <>
            <Rows label="Executions" heads={["Outcome", "Why", "Actions", "Took", "When", ""]} items={log.rows} keyOf={(one) => one.id} open={setOpened} cells={(one) => (
              <>
                <Cell><Badge tone={tones[one.status]}>{label(one.status)}</Badge></Cell>
                <Cell className="max-w-80 truncate text-soft">{one.error ?? (one.conditionsMatched ? "" : "The conditions did not hold")}</Cell>
                <Cell className="tabular">{one.actionsExecuted.length}</Cell>
                <Cell className="tabular whitespace-nowrap">{number(one.executionTimeMs)} ms</Cell>
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
            <p className="text-sm text-soft">{opened.error ?? (opened.conditionsMatched ? "The conditions held." : "The conditions did not hold.")} {opened.eventId && <Link to="/events" search={{ event: opened.eventId }} className="text-accent hover:underline">Open the event</Link>}</p>
            <Steps steps={opened.actionsExecuted} />
          </div>
        )}
      </Dialog>
    </Panel>
  );
}
