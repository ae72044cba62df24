import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { hive } from "../server/server";
import type { KnowledgeCategory } from "../server/types";

export interface Find {
  q?: string;
  category?: KnowledgeCategory | undefined;
  size?: number;
}

/** From two characters on; the last answer stays until the next one is there. */
export const searchOf = ({ q = "", category, size = 10 }: Find) =>
  queryOptions({
    queryKey: ["knowledge", "search", q, category ?? null, size],
    queryFn: ({ signal }) => hive.knowledge.searchKnowledge({ query: q, limit: size, ...(category ? { category } : {}) }, { signal }),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });
