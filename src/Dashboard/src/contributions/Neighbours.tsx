import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Badge, Panel } from "../common/Surface";
import type { ContributionView, SimilarEntry } from "../server/types";
import { diff } from "./diff";

/** What the hive knows already that is nearest to the candidate, and how the two texts differ. */
export function Neighbours({ view }: { view: ContributionView }) {
  const [chosen, setChosen] = useState<string | null>(null);
  if (view.status !== "pending") return null;
  const neighbour = view.similar.find((entry) => entry.id === chosen) ?? view.similar[0];
  if (!neighbour) {
    return <Panel title="Nearest neighbours"><p className="px-4 py-8 text-center text-sm text-soft">Nothing the hive knows is near: this looks new.</p></Panel>;
  }
  return (
    <Panel title="Nearest neighbours">
      <div role="group" aria-label="Compare with" className="flex flex-col border-b border-line">
        {view.similar.map((entry) => (
          <button
            key={entry.id} type="button" aria-pressed={entry === neighbour} onClick={() => setChosen(entry.id)}
            className="flex items-center gap-3 border-l-2 border-l-transparent px-4 py-2 text-left text-sm hover:bg-raised focus-visible:-outline-offset-2 aria-pressed:border-l-accent aria-pressed:bg-accent-soft"
          >
            <span className="tabular w-12 shrink-0 text-right font-medium">{entry.similarity.toFixed(1)} %</span>
            <span className="min-w-0 flex-1 truncate">{entry.title}</span>
            {entry.likely_duplicate && <Badge tone="bad">Likely duplicate</Badge>}
            {entry.kind === "pending" && <Badge tone="accent">Also waiting</Badge>}
          </button>
        ))}
      </div>
      <Difference view={view} neighbour={neighbour} />
    </Panel>
  );
}

function Difference({ view, neighbour }: { view: ContributionView; neighbour: SimilarEntry }) {
  const pieces = useMemo(() => diff(neighbour.content, view.content ?? ""), [neighbour, view.content]);
  const to = neighbour.kind === "item" ? "/knowledge/$id" : "/contributions/$id";
  return (
    <div className="px-4 py-3">
      <p className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-soft">
        <span><ins className="bg-good-soft text-good">only in the candidate</ins></span>
        <span><del className="bg-bad-soft text-bad">only in the neighbour</del></span>
        <Link to={to} params={{ id: neighbour.id }} preload={false} className="ml-auto text-accent underline">Open the neighbour</Link>
      </p>
      <pre tabIndex={0} aria-label="Difference" className="max-h-[60dvh] overflow-y-auto font-mono text-[0.8rem] leading-relaxed break-words whitespace-pre-wrap">
        {pieces.map((piece, index) =>
          piece.kind === "added" ? <ins key={index} className="rounded-sm bg-good-soft text-good">{piece.text}</ins>
          : piece.kind === "removed" ? <del key={index} className="rounded-sm bg-bad-soft text-bad">{piece.text}</del>
          : <span key={index} className="text-soft">{piece.text}</span>)}
      </pre>
    </div>
  );
}
