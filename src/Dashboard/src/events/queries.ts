import { queryOptions } from "@tanstack/react-query";
import { useGrowing } from "../common/useGrowing";
import { hive } from "../server/server";
import type { EventView } from "../server/types";

/** What a list of events is narrowed to; as it stands in the address. */
export interface Filter {
  type?: string;
  channel?: string;
  instance?: string;
  person?: string;
  direction?: "inbound" | "outbound";
  status?: "received" | "processing" | "completed" | "failed";
  search?: string;
  since?: string;
  until?: string;
}

const ask = ({ type, channel, instance, person, direction, status, search, since, until }: Filter) => ({
  ...(type ? { eventType: type } : {}), ...(channel ? { channel } : {}), ...(instance ? { instanceId: instance } : {}), ...(person ? { personId: person } : {}), ...(direction ? { direction } : {}),
  ...(status ? { status } : {}), ...(search ? { search } : {}), ...(since ? { since } : {}), ...(until ? { until } : {}),
});

const POLL = 15_000;
// Reading events is limited to 100 a minute and principal.
const SOON = 2_000;

/** Newest first, growing at its top unless it is paused. */
export const useEvents = (filter: Filter, paused: boolean) =>
  useGrowing(
    ["events", "list", filter],
    async (cursor) => {
      const { items, meta } = await hive.events.listEvents({ ...ask(filter), limit: 50, ...(cursor ? { cursor } : {}) });
      return { items: items.map(withTime), next_cursor: meta.cursor };
    },
    POLL, ({ name }) => !paused && name === "event.received", paused, SOON,
  );

const withTime = (one: EventView) => ({ ...one, created_at: one.receivedAt });

export const analytics = (filter: Filter, hours = 24) =>
  queryOptions({
    queryKey: ["events", "analytics", filter.instance ?? null, hours],
    queryFn: () => hive.events.getEventAnalytics({ ...(filter.instance ? { instanceId: filter.instance } : {}), ...(hours === 24 ? {} : { since: new Date(Math.ceil(Date.now() / 3_600_000 - hours) * 3_600_000).toISOString() }) }),
    refetchInterval: 30_000,
  });

export const event = (id: string) => queryOptions({ queryKey: ["events", "one", id], queryFn: () => hive.events.getEvent(id) });
export const links = (id: string) => queryOptions({ queryKey: ["events", "links", id], queryFn: () => hive.events.getEventLinks(id) });
export const payloads = (id: string) => queryOptions({ queryKey: ["events", "payloads", id], queryFn: () => hive.events.listEventPayloads(id) });
export const payload = (id: string, stage: Parameters<typeof hive.events.getEventPayload>[1]) => queryOptions({ queryKey: ["events", "payload", id, stage], queryFn: () => hive.events.getEventPayload(id, stage) });
