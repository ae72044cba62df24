import type { WorkTaskStatus } from "../server/types";

export const columns = ["draft", "available", "in_progress", "completed", "cancelled"] as const satisfies readonly WorkTaskStatus[];
export type Column = (typeof columns)[number];

export interface Card {
  id: string;
  status: string;
  owner_id: string;
  assignee_id: string | null;
}

export type Move = { do: "set"; status: Column } | { do: "claim" } | { do: "take" } | { do: "release" };

/** How a card gets from its column into another; null where the rules know no way. */
export function moveOf(card: Card, to: Column, me: string): Move | null {
  const { status: from } = card;
  if (from === "draft" && (to === "available" || to === "cancelled")) return { do: "set", status: to };
  if (from === "available" && to === "cancelled") return { do: "set", status: to };
  // Whoever made a task cannot claim it, but may give it to themselves.
  if (from === "available" && to === "in_progress") return card.owner_id === me ? { do: "take" } : { do: "claim" };
  if (from === "in_progress" && to === "available") return { do: "release" };
  if (from === "in_progress" && (to === "completed" || to === "cancelled")) return { do: "set", status: to };
  return null;
}

/** The next column in that direction that the card may go to. */
export function nextColumn(card: Card, by: 1 | -1, me: string): Column | null {
  const from = columns.findIndex((column) => column === card.status);
  for (let at = from + by; at >= 0 && at < columns.length; at += by) {
    const column = columns[at];
    if (column && moveOf(card, column, me)) return column;
  }
  return null;
}
