import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Globe, Lock, Radio } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { useRows } from "../common/useRows";
import { label, plain, plural } from "../common/format";
import { Empty, Failure } from "../common/States";
import { Badge, Loading } from "../common/Surface";
import { Age } from "../common/Time";
import { useLive } from "../live/live";
import { useMe } from "../server/me";
import { hive } from "../server/server";
import type { KnowledgeCategory, KnowledgeSummary } from "../server/types";
import { merge, entryOf, type FeedEntry } from "./entries";

const FEW = 5;

type Scope = "public" | "own" | "all";

const newest = (scope: Scope, category: KnowledgeCategory | undefined) =>
  queryOptions({
    queryKey: ["knowledge", "list", "newest", scope, category ?? null],
    queryFn: () => hive.knowledge.listKnowledge({ scope, sort: "newest", limit: 50, ...(category ? { category } : {}) }),
  });

const fromList = (item: KnowledgeSummary): FeedEntry => ({
  id: item.id, title: item.title, category: item.category, org: item.org_attribution, isPublic: item.is_public, at: item.contributed_at,
  preview: item.content_preview, arrived: null,
});

const belongs = (entry: FeedEntry, scope: Scope, org: string) =>
  scope === "all" || (scope === "public" ? entry.isPublic : entry.org === org);

export function Feed({ scope, category }: { scope: Scope; category: KnowledgeCategory | undefined }) {
  const { data, error, isPending, refetch } = useQuery(newest(scope, category));
  const org = useMe().org_id;
  const navigate = useNavigate();
  const [arrived, setArrived] = useState<FeedEntry[]>([]);
  const [said, setSaid] = useState("");

  useLive((messages) => {
    const arrival = messages.length > FEW ? "rushed" : "alone";
    const all = messages.map((message) => entryOf(message, arrival)).filter((entry) => entry !== null);
    const entries = all.filter((entry) => belongs(entry, scope, org) && (!category || entry.category === category));
    if (all.length === 0) return;
    // What was unpublished leaves a public feed.
    const gone = new Set(all.filter((entry) => !entries.includes(entry)).map((entry) => entry.id));
    setArrived((now) => merge(entries.toReversed(), now.filter((entry) => !gone.has(entry.id))));
    if (entries.length > 0) setSaid(entries.length === 1 ? `New note: ${entries[0]?.title}` : `${entries.length} new notes`);
  });

  // The same entries as long as nothing changes, so that their rows are not drawn again.
  const listed = useMemo(() => data?.items.map(fromList) ?? [], [data]);
  const previews = useMemo(() => new Map(listed.map((entry) => [entry.id, entry.preview])), [listed]);
  const entries = useMemo(() => merge(arrived, listed), [arrived, listed]);
  const rows = useRows("Feed", entries, (entry) => entry.id, ({ id }) => void navigate({ to: "/knowledge/$id", params: { id } }));

  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  if (isPending) return <Loading rows={8} height="h-14" />;
  if (entries.length === 0) {
    return (
      <Empty
        icon={<Radio size={32} aria-hidden />}
        title={scope === "public" ? "Nothing is public yet" : "Nothing here yet"}
        command={`curl -X POST ${location.origin}/api/v1/contributions \\\n  -H "X-API-Key: hm_…" -H "Content-Type: application/json" \\\n  -d '{"content": "What you learned, in a few sentences.", "category": "tooling"}'`}
      >
        {scope === "public" ? "Approve a contribution and publish it, or let an agent contribute:" : "Let an agent contribute, then approve it in Review:"}
      </Empty>
    );
  }
  return (
    <>
      <p className="sr-only" aria-live="polite">{said}</p>
      <ol aria-label={`Newest notes, ${plural(entries.length, "note")}`} className="divide-y divide-line">
        {entries.map((entry) => <Row key={entry.id} entry={entry} preview={previews.get(entry.id) ?? null} focused={entry.id === rows.at} />)}
      </ol>
    </>
  );
}

// Only new rows are drawn when many arrive.
const Row = memo(function Row({ entry, preview, focused }: { entry: FeedEntry; preview: string | null; focused: boolean }) {
  return (
    <li id={`row-${entry.id}`} tabIndex={-1} data-focused={focused || undefined} className={`[contain-intrinsic-size:auto_3.75rem] [content-visibility:auto] data-focused:bg-accent-soft focus-visible:-outline-offset-2 ${entry.arrived ? "border-l-2 border-l-accent" : ""} ${entry.arrived === "alone" ? "animate-appear" : ""}`}>
      <Link to="/knowledge/$id" params={{ id: entry.id }} preload={false} className="block px-4 py-2.5 hover:bg-raised focus-visible:-outline-offset-2">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:flex-nowrap">
          <span className="min-w-0 basis-full truncate text-sm font-medium sm:flex-1 sm:basis-0">{plain(entry.title)}</span>
          <Badge>{label(entry.category)}</Badge>
          <span className="flex items-center gap-1 text-xs text-soft">
            {entry.isPublic ? <Globe size={12} role="img" aria-label="Public" /> : <Lock size={12} role="img" aria-label="Private" />}{entry.org}
          </span>
          <Age of={entry.at} className="ml-auto w-12 text-right text-xs text-soft sm:ml-0" />
        </span>
        {preview && <span className="mt-1 block truncate text-xs text-soft">{plain(preview)}</span>}
      </Link>
    </li>
  );
});
