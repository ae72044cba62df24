import { queryOptions } from "@tanstack/react-query";
import { useGrowing } from "../common/useGrowing";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { DeliveryStatus } from "../server/types";

export const endpoints = queryOptions({ queryKey: ["webhooks", "endpoints"], queryFn: () => hive.webhookEndpoints.listWebhookEndpoints({ limit: 200 }), refetchInterval: 15_000 });

const POLL = 5_000;

/** A decision on the stream means new deliveries; how they end is not told of, so that is asked for while the page is open. */
export const useDeliveries = (id: string, status: DeliveryStatus | undefined) =>
  useGrowing(
    ["webhooks", "deliveries", id, status ?? null],
    (cursor) => hive.webhookEndpoints.listWebhookDeliveries(id, { limit: 50, ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) }),
    POLL, ({ name }) => name === "public" || name === "private" || name === "contribution_decided",
  );

export const delivery = (id: string) => queryOptions({ queryKey: ["webhooks", "delivery", id], queryFn: () => hive.webhookDeliveries.getWebhookDelivery(id), refetchInterval: POLL });

export const reloadEndpoints = () => queries.invalidateQueries({ queryKey: ["webhooks", "endpoints"] });
export const reloadDeliveries = () => queries.invalidateQueries({ queryKey: ["webhooks"] });

export const events = ["knowledge.approved", "knowledge.rejected", "knowledge.published"];
