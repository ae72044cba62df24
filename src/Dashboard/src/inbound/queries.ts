import { queryOptions } from "@tanstack/react-query";
import { useGrowing } from "../common/useGrowing";
import { polled, queries } from "../server/queries";
import { hive } from "../server/server";
import type { WebhookEventView, WebhookOutcome } from "../server/types";

export const sources = queryOptions({ queryKey: ["inbound", "sources"], queryFn: () => hive.webhooks.listWebhookSources({ limit: 200 }), ...polled });

export const reloadSources = () => queries.invalidateQueries({ queryKey: ["inbound"] });

/** What a source received: a delivery that was accepted is told of as an event, the others are asked for. */
export const useReceived = (source: string, outcome: WebhookOutcome | undefined) =>
  useGrowing(
    ["inbound", "events", source, outcome ?? null],
    async (cursor) => {
      const page = await hive.webhooks.listWebhookEvents({ webhook_id: source, limit: 50, ...(outcome ? { outcome } : {}), ...(cursor ? { cursor } : {}) });
      return { ...page, items: page.items.map(withId) };
    },
    10_000, ({ name }) => name === "event.received",
  );

const withId = (one: WebhookEventView) => ({ ...one, id: one.event_id });

export const received = (id: string) => queryOptions({ queryKey: ["inbound", "event", id], queryFn: () => hive.webhooks.getWebhookEvent(id) });
