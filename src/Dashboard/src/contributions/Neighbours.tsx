import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Badge, Loading, Panel } from "../common/Surface";
import { plain } from "../common/format";
import type { ContributionView, SimilarEntry } from "../server/types";
import { alikeWaiting } from "./alike";
import { diff } from "./diff";
import { contribution, loadedQueue } from "./queue";

type Neighbour = Omit<SimilarEntry, "content"> & { content: string | null };

/** What the hive knows already, or is about to learn, that is nearest to the candidate, and how the two texts differ. */
export function Neighbours({ view }: { view: ContributionView }) {
  const [chosen, setChosen] = useState<string | null>(null);
  if (view.status !== "pending") return null;

  const known: Neighbour[] = view.similar;
  const waiting: Neighbour[] = alikeWaiting(view, loadedQueue())
    .filter(({ item }) => !known.some((entry) => entry.id === item.id))
    .slice(0, 3)
    .map(({ item, shared }) => ({ id: item.id, kind: "pending", title: item.title, content: null, similarity: shared * 100, likely_duplicate: shared >= 0.8 }));
  const neighbours = [...known, ...waiting];
  const neighbour = neighbours.find((entry) => entry.id === chosen) ?? neighbours[0];
  if (!neighbour) {
    return <Panel title="Nearest neighbours"><p className="px-4 py-8 text-center text-sm text-soft">Nothing the hive knows is near: this looks new.</p></Panel>;
  }
  return (
    <Panel title="Nearest neighbours">
      <div role="group" aria-label="Compare with" className="flex flex-col border-b border-line">
        {neighbours.map((entry) => (
          <button
            key={entry.id} type="button" aria-pressed={entry === neighbour} onClick={() => setChosen(entry.id)}
            className="flex items-center gap-3 border-l-2 border-l-transparent px-4 py-2 text-left text-sm hover:bg-raised focus-visible:-outline-offset-2 aria-pressed:border-l-accent aria-pressed:bg-accent-soft"
          >
            <span className="tabular w-12 shrink-0 text-right font-medium">{Math.round(entry.similarity)} %</span>
            <span className="min-w-0 flex-1 truncate">{plain(entry.title)}</span>
            {entry.kind === "pending" && <Badge tone="accent">Also waiting</Badge>}
            {entry.likely_duplicate && <Badge tone="bad">Likely duplicate</Badge>}
          </button>
        ))}
      </div>
      {neighbour.content === null
        ? <Waiting key={neighbour.id} view={view} neighbour={neighbour} />
        : <Difference view={view} neighbour={neighbour} content={neighbour.content} />}
    </Panel>
  );
}

// The queue holds only the beginning of a text.
function Waiting({ view, neighbour }: { view: ContributionView; neighbour: Neighbour }) {
  const { data } = useQuery(contribution(neighbour.id));
  return data ? <Difference view={view} neighbour={neighbour} content={data.content ?? ""} /> : <Loading rows={2} />;
}

function Difference({ view, neighbour, content }: { view: ContributionView; neighbour: Neighbour; content: string }) {
  const pieces = useMemo(() => diff(content, view.content ?? ""), [content, view.content]);
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
