import { queryOptions } from "@tanstack/react-query";
import { useGrowing } from "../common/useGrowing";
import { hive } from "../server/server";
import type { TaskRow } from "../server/types";
import { columns, type Column } from "./moves";

export type Board = Record<Column, TaskRow[]>;

const CARDS = 100;
const PAGE = 100;
const POLL = 30_000;

/** The board: of each column the cards that changed last. */
export const board = queryOptions({
  queryKey: ["tasks", "board"],
  queryFn: async (): Promise<Board> => {
    const lists = await Promise.all(columns.map((status) => hive.tasks.listTasks({ kind: "work", status, sort_by: "updated_at", page_size: CARDS })));
    return Object.fromEntries(columns.map((status, at) => [status, lists[at]?.items ?? []])) as unknown as Board;
  },
});

export interface RunFilter {
  status?: string | undefined;
  agent?: string | undefined;
  /** The time the runs were made in, without its end. */
  since?: string | undefined;
  until?: string | undefined;
}

/** Runs, newest first; a change of any of them brings in the head again. */
export const useRuns = (filter: RunFilter) =>
  useGrowing(
    ["tasks", "runs", filter],
    (cursor) => hive.tasks.listTasks({ kind: "run", page_size: PAGE, ...(filter.status ? { status: filter.status } : {}), ...(filter.agent ? { agent: filter.agent } : {}), ...(filter.since ? { since: filter.since } : {}), ...(filter.until ? { until: filter.until } : {}), ...(cursor ? { cursor } : {}) }),
    POLL, ({ name }) => name === "task_status",
  );

export const task = (id: string) => queryOptions({ queryKey: ["tasks", "one", id], queryFn: () => hive.tasks.getTask(id) });

export const isOver = (status: string): boolean => status === "completed" || status === "failed" || status === "cancelled";
