import { queryOptions, type InfiniteData } from "@tanstack/react-query";
import { growing, refreshHead as refresh } from "../common/growing";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { KnowledgeCategory, OffsetListOfPendingSummary, PendingSummary } from "../server/types";

const PAGE = 200;

type Pages = InfiniteData<OffsetListOfPendingSummary, string | null>;

const load = (category: KnowledgeCategory | null) => (cursor: string | null) =>
  hive.contributions.listPendingContributions({ limit: PAGE, ...(category ? { category } : {}), ...(cursor ? { cursor } : {}) });

export const queueOf = (category: KnowledgeCategory | undefined) => growing(["contributions", "queue", category ?? null], load(category ?? null));

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

/** Puts new arrivals on top of every queue that is shown. */
export async function refreshHead(): Promise<void> {
  const loaded = queries.getQueryCache().findAll({ queryKey: ["contributions", "queue"], type: "active" });
  for (const query of loaded) await refresh(query.queryKey, load(query.queryKey[2] as KnowledgeCategory | null));
}

function change(update: (pages: OffsetListOfPendingSummary[]) => OffsetListOfPendingSummary[]): void {
  queries.setQueriesData<Pages>({ queryKey: ["contributions", "queue"] }, (now) => now && { ...now, pages: update(now.pages) });
}

/** What of the whole queue is in the page already. */
export const loadedQueue = (): PendingSummary[] => queries.getQueryData(queueOf(undefined).queryKey)?.pages.flatMap((page) => page.items) ?? [];
