import { queryOptions } from "@tanstack/react-query";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { CatalogueAgent } from "../server/types";

export const agents = queryOptions({ queryKey: ["agents"], queryFn: () => hive.agents.listAgents() });

/** Counts come by the stream; they are put where they belong without asking again. */
export function countAgent(name: string, running: number, queued: number): void {
  queries.setQueryData<CatalogueAgent[]>(agents.queryKey, (now) => now?.map((agent) => (agent.name === name ? { ...agent, running, queued } : agent)));
}
