import { useEffect } from "react";
import { useShortcuts } from "../shell/keys";
import { useAt } from "./useAt";

/** What the element of a row carries. */
export interface RowMark {
  id: string;
  tabIndex: -1;
  "data-focused": true | undefined;
}

interface Rows<T> {
  at: string | undefined;
  index: number;
  go: (index: number) => void;
  of: (item: T) => RowMark;
}

const elementOf = (key: string) => document.getElementById(`row-${key}`);

/** j, k and Enter in a list. The row has the real focus, so that Tab leads into it and a screen reader reads it. */
export function useRows<T>(title: string, items: readonly T[], keyOf: (item: T) => string, open?: (item: T) => void): Rows<T> {
  const [at, move] = useAt();
  const index = at === undefined ? -1 : items.findIndex((item) => keyOf(item) === at);
  const go = (next: number) => {
    const item = items[Math.max(0, Math.min(next, items.length - 1))];
    if (item !== undefined) move(keyOf(item));
  };
  const act = () => {
    const item = items[index];
    if (item === undefined) return;
    if (open) open(item);
    else elementOf(keyOf(item))?.querySelector<HTMLElement>("a, button, select")?.focus();
  };

  const isThere = index >= 0;
  useEffect(() => {
    const row = at === undefined ? null : elementOf(at);
    const holder = document.activeElement;
    // A row never takes the focus from somebody who is typing or pressing something else.
    if (row && (!holder || holder === document.body || holder.id === "page" || holder.id.startsWith("row-"))) row.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }, [at, isThere]);

  useShortcuts(title, [
    { keys: "j", does: "Next row", run: () => go(index + 1) },
    { keys: "k", does: "Previous row", run: () => go(index - 1) },
    { keys: "Enter", does: open ? "Open the row" : "Into the row", run: act },
  ]);
  return { at, index, go, of: (item) => ({ id: `row-${keyOf(item)}`, tabIndex: -1, "data-focused": keyOf(item) === at || undefined }) };
}
