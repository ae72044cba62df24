import { queryOptions } from "@tanstack/react-query";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { ReplayView } from "../server/types";

const POLL = 10_000;
const SOON = 1_000;

/** The newest replays, asked for often while one runs. */
export const replays = queryOptions({
  queryKey: ["replays", "list"],
  queryFn: async () => (await hive.eventOps.listReplays({ limit: 10 })).items,
  refetchInterval: ({ state }) => (state.data?.[0]?.status === "running" ? SOON : POLL),
});

/** A dry run until it has counted. */
export const counted = (id: string | undefined) =>
  queryOptions({
    queryKey: ["replays", "one", id],
    queryFn: () => hive.eventOps.getReplay(id ?? ""),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.status === "running" ? SOON / 2 : false),
  });

export const reloadReplays = () => queries.invalidateQueries({ queryKey: ["replays", "list"] });

export const paces = [[0, "As fast as possible"], [1, "As they came"], [10, "Ten times as fast"], [100, "A hundred times as fast"]] as const;

/** What a replay is about, in one line. */
export const gistOf = ({ eventTypes, skipProcessed, speedMultiplier }: Pick<ReplayView, "eventTypes" | "skipProcessed" | "speedMultiplier">): string =>
  [
    eventTypes ? eventTypes.join(", ") : "every type", skipProcessed && "without what was completed",
    paces.find(([pace]) => pace === speedMultiplier)?.[1].toLowerCase() ?? `${speedMultiplier} times as fast`,
  ].filter(Boolean).join(", ");
