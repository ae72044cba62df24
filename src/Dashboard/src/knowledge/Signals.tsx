import { queryOptions, useQuery } from "@tanstack/react-query";
import { label, number, percent, plural, sentence } from "../common/format";
import { Quality } from "../common/Quality";
import { Panel } from "../common/Surface";
import { Age } from "../common/Time";
import { hive } from "../server/server";
import type { KnowledgeItemView } from "../server/types";

const signals = (id: string) => queryOptions({ queryKey: ["knowledge", "signals", id], queryFn: () => hive.knowledge.getKnowledgeSignals(id) });

const terms = [
  ["usefulness", "Usefulness", "helpful votes among all"],
  ["popularity", "Popularity", "how often it is retrieved"],
  ["freshness", "Freshness", "how recently it was used"],
  ["contradiction_rate", "Contradictions", "lowers the score"],
  ["current_bonus", "Current", "still holds"],
] as const;

const says: Record<string, (count: number) => string> = {
  outcome_solved: (count) => `solved ${plural(count, "time")}`,
  outcome_not_helpful: (count) => `no help ${plural(count, "time")}`,
};

/** How good the note has proven, and every term of the score. */
export function Signals({ view, own }: { view: KnowledgeItemView; own: boolean }) {
  const { data } = useQuery({ ...signals(view.id), enabled: own });
  return (
    <Panel title="Quality">
      <div className="flex flex-col gap-4 px-4 py-4">
        <Quality score={data?.quality_score ?? view.quality_score} wide />
        <dl className="grid grid-cols-3 gap-2 text-center">
          {([["Retrieved", view.retrieval_count], ["Helped", view.helpful_count], ["Did not", view.not_helpful_count]] as const).map(([name, value]) => (
            <div key={name} className="rounded-md bg-raised px-2 py-1.5"><dt className="text-2xs text-soft">{name}</dt><dd className="tabular text-sm font-semibold">{number(value)}</dd></div>
          ))}
        </dl>
        {data && (
          <>
            <dl className="flex flex-col gap-2 text-xs">
              {terms.map(([key, name, hint]) => (
                <div key={key} className="grid grid-cols-[6.5rem_1fr_2.5rem] items-center gap-2" title={hint}>
                  <dt className="text-soft">{name}</dt>
                  <dd aria-hidden className="h-1 rounded-full bg-line"><span className={`block h-full rounded-full ${key === "contradiction_rate" ? "bg-bad" : "bg-accent"}`} style={{ width: percent(Math.min(1, data.breakdown[key])).replace(" ", "") }} /></dd>
                  <dd className="tabular text-right">{data.breakdown[key].toFixed(2)}</dd>
                </div>
              ))}
            </dl>
            <p className="text-xs text-soft">
              {sentence(Object.entries(data.counts).map(([type, count]) => says[type]?.(count) ?? plural(count, label(type).toLowerCase())).join(" · ") || "no signals yet")}
              {data.quality_computed_at && <> · scored <Age of={data.quality_computed_at} long /></>}
            </p>
          </>
        )}
      </div>
    </Panel>
  );
}
