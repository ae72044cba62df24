import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Activity, Pause, Play, RotateCcw, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/Button";
import { exact, label, number } from "../common/format";
import { Opener } from "../common/Opener";
import { Rows } from "../common/Rows";
import { Empty, Failure } from "../common/States";
import { Badge, Loading, Page, Panel, type Tone } from "../common/Surface";
import { Cell } from "../common/Table";
import { Age } from "../common/Time";
import { useIsAdmin } from "../server/me";
import type { EventStatus, EventView } from "../server/types";
import { useShortcuts } from "../shell/keys";
import { Brush } from "./Brush";
import { EventDialog } from "./EventDialog";
import { EventFilters } from "./EventFilters";
import { analytics, useEvents, type Filter } from "./queries";
import { ReplayDialog } from "./ReplayDialog";
import { NewestReplay } from "./Replays";

const route = getRouteApi("/shell/events");

export const statusTones: Record<EventStatus, Tone> = { received: "accent", processing: "warn", completed: "good", failed: "bad" };

/** Every message and signal that passes, as it passes. */
export function Events() {
  const { at: _, event: opened, ...filter } = route.useSearch();
  const navigate = useNavigate();
  const [paused, setPaused] = useState(false);
  const [replaying, setReplaying] = useState(false);
  const isAdmin = useIsAdmin();
  const log = useEvents(filter, paused);
  const { data: figures, isError: failed } = useQuery(analytics(filter));
  const narrow = (change: Partial<Filter>) =>
    void navigate({ to: "/events", search: Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined && value !== "")), replace: true });
  const open = (id: string | undefined) => void navigate({ to: "/events", search: { ...filter, ...(id ? { event: id } : {}) }, replace: true });
  useShortcuts("Events", [{ keys: "p", does: paused ? "Follow again" : "Pause the list", run: () => setPaused(!paused) }]);
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <Page title="Events" note="Everything that passes through the organisation." actions={
      <>
        {isAdmin && <Button icon={<RotateCcw size={15} aria-hidden />} onClick={() => setReplaying(true)}>Replay</Button>}
        <Button aria-pressed={paused} shortcut="p" icon={paused ? <Play size={15} aria-hidden /> : <Pause size={15} aria-hidden />} onClick={() => setPaused(!paused)}>{paused ? "Follow" : "Pause"}</Button>
      </>
    }>
      <Panel title="Last 24 hours" {...(figures ? { note: `${number(figures.totalMessages)} events, ${figures.successRate.toFixed(1)} % completed` } : {})} actions={
        filter.since && <Button kind="quiet" icon={<X size={14} aria-hidden />} onClick={() => narrow({ since: undefined, until: undefined } as Partial<Filter>)}>{exact(filter.since)} to {filter.until ? exact(filter.until) : "now"}</Button>
      }>
        {figures ? <Brush buckets={figures.timeline} since={filter.since} until={filter.until} onRange={(range) => narrow(range ?? ({ since: undefined, until: undefined } as Partial<Filter>))} /> : failed ? <p className="px-4 py-8 text-center text-sm text-soft">The figures could not be read. They are asked for again soon.</p> : <Loading rows={1} height="h-20" />}
      </Panel>
      {isAdmin && <NewestReplay />}
      <Panel title={paused ? "Paused" : "Live"} actions={<EventFilters filter={filter} onChange={narrow} />}>
        {log.error && !log.data ? <Failure error={log.error} retry={() => void log.refetch()} />
          : log.isPending ? <Loading rows={8} />
          : log.rows.length === 0 ? (
            isNarrowed ? <Empty title="Nothing matches"><Button onClick={() => void navigate({ to: "/events", search: {}, replace: true })}>Clear the filters</Button></Empty>
            : <Empty icon={<Activity size={32} aria-hidden />} title="No event yet" command={`curl -X POST ${location.origin}/api/v1/events/trigger \\\n  -H "X-API-Key: hm_…" -H "Content-Type: application/json" \\\n  -d '{"eventType": "custom.hello", "payload": {"text": "It works"}}'`}>Connect a channel, receive a webhook, or send one by hand:</Empty>
          ) : (
            <>
              <Rows label="Events" heads={["Type", "What", "Channel", "State", "Received"]} wide={["What", "Channel"]} items={log.rows} keyOf={(one) => one.id} open={(one) => open(one.id)} cells={(one) => <Cells event={one} onOpen={() => open(one.id)} />} />
              {log.hasNextPage && <div className="border-t border-line p-3 text-center"><Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>Older</Button></div>}
            </>
          )}
      </Panel>
      {opened && <EventDialog id={opened} onClose={() => open(undefined)} onOpen={open} />}
      {replaying && <ReplayDialog filter={filter} onClose={() => setReplaying(false)} />}
    </Page>
  );
}

function Cells({ event, onOpen }: { event: EventView; onOpen: () => void }) {
  return (
    <>
      <Cell className="max-w-[45vw] text-xs"><Opener className="font-mono" onOpen={onOpen}>{event.eventType}</Opener><span className="block truncate text-soft sm:hidden">{textOf(event)}</span></Cell>
      <Cell wide className="max-w-96 truncate text-soft">{textOf(event)}</Cell>
      <Cell wide className="whitespace-nowrap">{event.channel}{event.direction === "outbound" && <span className="ml-2"><Badge>Out</Badge></span>}</Cell>
      <Cell><Badge tone={statusTones[event.status]} title={event.errorMessage ?? undefined}>{label(event.status)}</Badge></Cell>
      <Cell className="text-soft"><Age of={event.receivedAt} /></Cell>
    </>
  );
}

/** What to show of an event in one line. */
export const textOf = ({ textContent, transcription, imageDescription, documentExtraction, errorMessage, rawPayload }: EventView): string =>
  textContent ?? transcription ?? imageDescription ?? documentExtraction ?? errorMessage ?? gistOf(rawPayload);

// A payload that says something in words is shown by it.
function gistOf(payload: unknown): string {
  if (payload === null || payload === undefined) return "";
  const { text, message, title } = payload as Record<string, unknown>;
  return [text, message, title].find((one) => typeof one === "string" && one !== "") as string | undefined ?? JSON.stringify(payload).slice(0, 200);
}
