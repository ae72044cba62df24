import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { queries } from "../server/queries";
import { hive } from "../server/server";
import type { DeliveryStatus } from "../server/types";

export const endpoints = queryOptions({ queryKey: ["webhooks", "endpoints"], queryFn: () => hive.webhookEndpoints.listWebhookEndpoints({ limit: 200 }) });

/** Asked again while the page is open: deliveries are not told of on the stream. */
export const deliveries = (id: string, status: DeliveryStatus | undefined) =>
  infiniteQueryOptions({
    queryKey: ["webhooks", "deliveries", id, status ?? null],
    queryFn: ({ pageParam }) => hive.webhookEndpoints.listWebhookDeliveries(id, { limit: 50, ...(status ? { status } : {}), ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: 5_000,
  });

export const delivery = (id: string) => queryOptions({ queryKey: ["webhooks", "delivery", id], queryFn: () => hive.webhookDeliveries.getWebhookDelivery(id), refetchInterval: 5_000 });

export const reloadEndpoints = () => queries.invalidateQueries({ queryKey: ["webhooks", "endpoints"] });
export const reloadDeliveries = () => queries.invalidateQueries({ queryKey: ["webhooks"] });

export const events = ["knowledge.approved", "knowledge.rejected", "knowledge.published"];
