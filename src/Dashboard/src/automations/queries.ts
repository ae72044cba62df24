import { queryOptions } from "@tanstack/react-query";
import { useGrowing } from "../common/useGrowing";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { ExecutionStatus } from "../server/types";

const POLL = 10_000;

export const automations = queryOptions({
  queryKey: ["automations", "list"],
  queryFn: async () => {
    const all = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { items, meta } = await hive.automations.listAutomations({ limit: 100, ...(cursor ? { cursor } : {}) });
      all.push(...items);
      cursor = meta.cursor;
    }
    return all;
  },
});

export const metrics = queryOptions({ queryKey: ["automations", "metrics"], queryFn: () => hive.automationMetrics.getAutomationMetrics(), refetchInterval: POLL });

export const useLogs = (id: string, status: ExecutionStatus | undefined, event: string | undefined) =>
  useGrowing(
    ["automations", "logs", id, status ?? null, event ?? null],
    async (cursor) => {
      const { items, meta } = await hive.automations.listLogsOfAutomation(id, { limit: 50, ...(status ? { status } : {}), ...(event ? { eventId: event } : {}), ...(cursor ? { cursor } : {}) });
      return { items: items.map((one) => ({ ...one, created_at: one.createdAt })), next_cursor: meta.cursor };
    },
    POLL, ({ name }) => name === "event.received",
  );

/** Past events to try an automation with. */
export const samples = (type: string) => queryOptions({ queryKey: ["events", "samples", type], queryFn: () => hive.events.listEvents({ eventType: type, limit: 10 }) });

export const reloadAutomations = () => queries.invalidateQueries({ queryKey: ["automations"] });
