import { label, number, sentence } from "../common/format";
import { Badge, type Tone } from "../common/Surface";
import type { ActionResult, ExecutionStatus } from "../server/types";
import { actionNames } from "./draft";

export const tones: Record<ExecutionStatus, Tone> = { success: "good", failed: "bad", skipped: "plain" };

/** What each action did. */
export function Steps({ steps }: { steps: ActionResult[] }) {
  if (steps.length === 0) return <p className="text-sm text-soft">No action was begun.</p>;
  return (
    <ol className="flex flex-col gap-2">
      {steps.map((step, index) => (
        <li key={index} className="rounded-md border border-line bg-ground px-3 py-2 text-sm">
          <p className="flex flex-wrap items-center gap-2"><span className="tabular text-soft">{index + 1}</span><span className="font-medium">{actionNames[step.action]}</span><Badge tone={tones[step.status]}>{label(step.status)}</Badge><span className="tabular ml-auto text-xs text-soft">{number(step.durationMs)} ms</span></p>
          {step.error && <p className="mt-1 text-bad">{sentence(step.error)}</p>}
          {step.result !== null && step.result !== undefined && <pre tabIndex={0} className="mt-2 max-h-48 overflow-auto font-mono text-xs text-soft">{JSON.stringify(step.result, null, 2)}</pre>}
        </li>
      ))}
    </ol>
  );
}
