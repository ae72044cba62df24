import { useState } from "react";
import { dollars, label } from "../common/format";
import { Choice } from "../common/Form";
import { Empty } from "../common/States";
import { Loading, Panel } from "../common/Surface";
import type { AnalyticsSummary } from "../server/types";

const ways = [["by_model", "By model"], ["by_agent", "By agent"], ["by_source", "By source"], ["by_status", "By state"]] as const;

/** Where the money of all time went. */
export function Breakdown({ summary }: { summary: AnalyticsSummary | undefined }) {
  const [way, setWay] = useState<(typeof ways)[number][0]>("by_model");
  const parts = Object.entries(summary?.cost_breakdown[way] ?? {}).toSorted(([, one], [, other]) => other - one);
  const most = parts[0]?.[1] || 1;
  return (
    <Panel title="Cost of all time" actions={
      <Choice label="Cut" hideLabel value={way} className="!w-auto" onChange={(event) => setWay(event.target.value as typeof way)}>{ways.map(([value, name]) => <option key={value} value={value}>{name}</option>)}</Choice>
    }>
      {!summary ? <Loading /> : parts.length === 0 ? <Empty title="Nothing was spent yet" /> : (
        <ul className="flex flex-col gap-2.5 p-4">
          {parts.map(([name, cost]) => (
            <li key={name} className="text-sm">
              <div className="mb-1 flex justify-between gap-3"><span className="min-w-0 truncate">{way === "by_model" || way === "by_agent" ? name : label(name)}</span><span className="tabular text-soft">{dollars(cost)}</span></div>
              <div aria-hidden className="h-1.5 rounded-full bg-raised"><div className="h-full min-w-0.5 rounded-full bg-accent" style={{ width: `${(cost / most) * 100}%` }} /></div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
