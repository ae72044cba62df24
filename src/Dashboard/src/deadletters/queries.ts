import { queryOptions } from "@tanstack/react-query";
import { useGrowing } from "../common/useGrowing";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { DeadLetterStatus } from "../server/types";

export interface Filter {
  status?: DeadLetterStatus;
  group?: string;
}

const POLL = 10_000;
const tells = ({ name }: { name: string }) => name === "event.received";

export const stats = queryOptions({ queryKey: ["deadletters", "stats"], queryFn: () => hive.deadLetters.getDeadLetterStats(), refetchInterval: POLL });
export const groups = queryOptions({ queryKey: ["deadletters", "groups"], queryFn: () => hive.deadLetters.listDeadLetterGroups({ limit: 50 }), refetchInterval: POLL });
export const letter = (id: string) => queryOptions({ queryKey: ["deadletters", "one", id], queryFn: () => hive.deadLetters.getDeadLetter(id) });
export const lastGood = (id: string) => queryOptions({ queryKey: ["deadletters", "good", id], queryFn: () => hive.deadLetters.getLastGoodEvent(id), retry: false });

export const useLetters = ({ status, group }: Filter) =>
  useGrowing(
    ["deadletters", "list", status ?? null, group ?? null],
    async (cursor) => {
      const { items, meta } = await hive.deadLetters.listDeadLetters({ limit: 50, ...(status ? { status } : {}), ...(group ? { fingerprint: group } : {}), ...(cursor ? { cursor } : {}) });
      return { items: items.map((one) => ({ ...one, created_at: one.createdAt })), next_cursor: meta.cursor };
    },
    POLL, tells,
  );

/** The newest bulk retry, asked for often while it runs. */
export const bulk = queryOptions({
  queryKey: ["deadletters", "bulk"],
  queryFn: async () => (await hive.deadLetters.listDeadLetterRetries({ limit: 1 })).items[0] ?? null,
  refetchInterval: ({ state }) => (state.data?.status === "running" ? 1_000 : POLL),
});

export const reloadLetters = () => queries.invalidateQueries({ queryKey: ["deadletters"] });
