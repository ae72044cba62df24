import { infiniteQueryOptions, queryOptions, type InfiniteData } from "@tanstack/react-query";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { KnowledgeCategory, OffsetListOfPendingSummary, PendingSummary } from "../server/types";

const PAGE = 200;

type Pages = InfiniteData<OffsetListOfPendingSummary, string | null>;

const load = (category: KnowledgeCategory | null, cursor: string | null) =>
  hive.contributions.listPendingContributions({ limit: PAGE, ...(category ? { category } : {}), ...(cursor ? { cursor } : {}) });

export const queueOf = (category: KnowledgeCategory | undefined) =>
  infiniteQueryOptions({
    queryKey: ["contributions", "queue", category ?? null],
    queryFn: ({ pageParam }) => load(category ?? null, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const contribution = (id: string) => queryOptions({ queryKey: ["contributions", "one", id], queryFn: () => hive.contributions.getContribution(id) });

/** Takes rows out of every loaded queue at once; what is loaded of thousands is not fetched again for it. */
export function dropFromQueue(ids: Iterable<string>): void {
  const gone = new Set(ids);
  change((pages) => {
    const before = pages.flatMap((page) => page.items).length;
    const left = pages.map((page) => ({ ...page, items: page.items.filter((item) => !gone.has(item.id)) }));
    const taken = before - left.flatMap((page) => page.items).length;
    return taken === 0 ? pages : left.map((page) => ({ ...page, total: Math.max(0, page.total - taken) }));
  });
}

/** Puts new arrivals on top: one small request, however much of the queue is loaded. */
export async function refreshHead(): Promise<void> {
  const loaded = queries.getQueryCache().findAll({ queryKey: ["contributions", "queue"], type: "active" });
  for (const query of loaded) {
    const head = await load(query.queryKey[2] as KnowledgeCategory | null, null);
    queries.setQueryData<Pages>(query.queryKey, (now) => now && { ...now, pages: mergeHead(now.pages, head) });
  }
}

function mergeHead(pages: OffsetListOfPendingSummary[], head: OffsetListOfPendingSummary): OffsetListOfPendingSummary[] {
  const known = new Set(pages.flatMap((page) => page.items.map((item) => item.id)));
  const fresh = head.items.filter((item) => !known.has(item.id));
  const all = pages.map((page, index) => (index === 0 ? { ...page, items: [...fresh, ...page.items].toSorted(byAge) } : page));
  return all.map((page) => ({ ...page, total: head.total }));
}

// A contribution that was restored keeps its old place.
const byAge = (one: PendingSummary, other: PendingSummary) => other.created_at.localeCompare(one.created_at) || other.id.localeCompare(one.id);

function change(update: (pages: OffsetListOfPendingSummary[]) => OffsetListOfPendingSummary[]): void {
  queries.setQueriesData<Pages>({ queryKey: ["contributions", "queue"] }, (now) => now && { ...now, pages: update(now.pages) });
}

/** What of the whole queue is in the page already. */
export const loadedQueue = (): PendingSummary[] => queries.getQueryData(queueOf(undefined).queryKey)?.pages.flatMap((page) => page.items) ?? [];
