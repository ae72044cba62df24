import { infiniteQueryOptions, type InfiniteData, type QueryKey } from "@tanstack/react-query";
import { queries } from "../server/queries";

export interface Page {
  items: { id: string; created_at: string }[];
  next_cursor: string | null;
}

type Pages<P> = InfiniteData<P, string | null>;

/** A list that grows at its top and is read page by page towards the past. */
export const growing = <P extends Page>(queryKey: QueryKey, load: (cursor: string | null) => Promise<P>) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** Brings in what is new or changed on top: one small request, however much of the list is loaded. */
export async function refreshHead<P extends Page>(queryKey: QueryKey, load: (cursor: string | null) => Promise<P>): Promise<void> {
  const head = await load(null);
  queries.setQueryData<Pages<P>>(queryKey, (now) => now && merge(now, head));
}

/** New rows come on top and changed ones in their place; when more arrived than a page holds, the list begins anew. */
export function merge<P extends Page>(now: Pages<P>, head: P): Pages<P> {
  const fresh = new Map(head.items.map((item) => [item.id, item]));
  const known = new Set(now.pages.flatMap((page) => page.items.map((item) => item.id)));
  if (head.next_cursor !== null && head.items.every((item) => !known.has(item.id))) return { pages: [head], pageParams: [null] };
  const { items: _, next_cursor: __, ...rest } = head; // the total, where there is one
  const pages = now.pages.map((page) => ({ ...page, ...rest, items: page.items.map((item) => fresh.get(item.id) ?? item) }));
  const arrived = head.items.filter((item) => !known.has(item.id));
  return { ...now, pages: pages.map((page, index) => (index === 0 ? { ...page, items: [...arrived, ...page.items].toSorted(newestFirst) } : page)) };
}

const newestFirst = (one: Page["items"][number], other: Page["items"][number]) => other.created_at.localeCompare(one.created_at) || other.id.localeCompare(one.id);
