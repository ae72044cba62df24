import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { TaskRow } from "../server/types";
import { toastError } from "../shell/toasts";
import { put, without } from "./columns";
import { columns, moveOf, type Column } from "./moves";
import { board, cards, task } from "./queries";

/** The card is in its new column at once; when the server refuses it goes back, with the reason. */
export async function move(card: TaskRow, to: Column, me: string): Promise<void> {
  const way = moveOf(card, to, me);
  if (!way) return;
  for (const column of columns) queries.setQueryData(cards(column).queryKey, (now) => now && (column === to ? put(now, { ...card, status: to }) : without(now, card.id)));
  try {
    const now = way.do === "claim" ? await hive.tasks.claimTask(card.id)
      : way.do === "take" ? await hive.tasks.assignTask(card.id, { user_id: me, agent_id: null })
      : way.do === "release" ? await hive.tasks.releaseTask(card.id)
      : await hive.tasks.setTaskStatus(card.id, { status: way.status });
    queries.setQueryData(task(card.id).queryKey, now);
  } catch (error) {
    toastError(error, `“${card.title}” stays where it was.`);
  }
  await queries.invalidateQueries({ queryKey: board });
}
