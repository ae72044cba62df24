import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { useGrowing } from "../common/useGrowing";
import { hive } from "../server/server";
import type { Column } from "./moves";

const PAGE = 100;
const POLL = 30_000;

/** All columns of the board. */
export const board = ["tasks", "board"] as const;

/** The cards of one column, what changed last on top. */
export const cards = (status: Column) =>
  infiniteQueryOptions({
    queryKey: [...board, status],
    queryFn: ({ pageParam }) => hive.tasks.listTasks({ kind: "work", status, sort_by: "updated_at", page_size: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
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
