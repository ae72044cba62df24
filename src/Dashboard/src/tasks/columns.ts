import type { InfiniteData } from "@tanstack/react-query";
import type { PageListOfTaskRow, TaskRow } from "../server/types";

/** A column of the board, as far as it is loaded. */
export type Pages = InfiniteData<PageListOfTaskRow>;

/** The column without the card; itself where the card is not in it. */
export function without(now: Pages, id: string): Pages {
  const held = now.pages.some(({ items }) => items.some((card) => card.id === id));
  return held ? { ...now, pages: now.pages.map((page) => ({ ...page, total: page.total - 1, items: page.items.filter((card) => card.id !== id) })) } : now;
}

/** The column with the card on top. */
export function put(now: Pages, card: TaskRow): Pages {
  const pages = without(now, card.id).pages;
  return { ...now, pages: pages.map((page, index) => ({ ...page, total: page.total + 1, items: index === 0 ? [card, ...page.items] : page.items })) };
}
