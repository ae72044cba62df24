import { LiveSocket, type ChannelSubscription, type LiveState, type SocketMessage } from "@hivemind/client";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { queries, session } from "../server/queries";
import { connection } from "../server/server";
import { arrived, keepFresh } from "./keepFresh";

export type Freshness = { state: "connecting" | "live" | "catching_up" } | { state: "stale"; since: Date };
export type LiveMessage = SocketMessage;

type Listener = (messages: LiveMessage[]) => void;

const everywhere = ["agents", "automations", "contributions", "events", "instances", "knowledge", "presence", "tasks"];
const untoldByTasks = ["task_output", "task_input", "task_chat_message"];

// Nobody reads more than this in a second: then messages are drawn some times a second instead of once a frame.
const RUSH = 30;
const RUSH_PAUSE = 150;

// Long enough to be read: otherwise nobody would ever see that the page was catching up.
const SHOWN_AT_LEAST = 600;

let freshness: Freshness = { state: "connecting" };
let socket: LiveSocket | null = null;
let gathered: LiveMessage[] = [];
let drawing = false;
let heard = 0; // in about the second before the last delivery
let deliveredAt = 0;
let settle: ReturnType<typeof setTimeout> | undefined;
const asked = new Map<string, { count: number; channel: ChannelSubscription | undefined }>();
const listeners = new Set<Listener>();
const watchers = new Set<() => void>();

/** Opens the tab's one live connection; every page and widget is fed from it, and it tells others that somebody is here. */
export function goLive(): void {
  if (socket) return;
  socket = new LiveSocket(connection, { state: entered, failed: () => session.ended(), backoff: { first: 400, longest: 3_000 }, silence: 40_000 });
  for (const channel of everywhere) socket.subscribe(channel, { message: take, reset });
  for (const [channel, entry] of asked) entry.channel = follow(channel);
}

export function leaveLive(): void {
  close();
  show({ state: "connecting" });
}

/** Tries again at once instead of after the pause. */
export function reconnect(): void {
  close();
  goLive();
}

function close(): void {
  const old = socket;
  socket = null;
  old?.close();
}

// What is asked for may be gone or not ours: then nothing comes, and the rest of the page stays live. A task tells of its state to the
// board too, which is always listened to.
const follow = (channel: string): ChannelSubscription | undefined =>
  socket?.subscribe(channel, { message: (message) => (channel.startsWith("task:") && !untoldByTasks.includes(message.name) ? undefined : take(message)), reset });

const reset = (): void => void queries.invalidateQueries();

/** Follows what is told only to those who ask: the output of a task, the messages of a conversation. */
export function useTopic(channel: string | null): void {
  useEffect(() => {
    if (channel === null) return;
    const entry = asked.get(channel) ?? { count: 0, channel: follow(channel) };
    entry.count++;
    asked.set(channel, entry);
    return () => {
      if (--entry.count > 0) return;
      asked.delete(channel);
      entry.channel?.close();
    };
  }, [channel]);
}

addEventListener("online", () => socket && reconnect());
addEventListener("offline", () => socket && show({ state: "stale", since: new Date() }));

/** How many messages came in about the last second. */
const pressure = (): number => heard * Math.exp((deliveredAt - performance.now()) / 1_000);

function take(message: LiveMessage): void {
  gathered.push(message);
  if (drawing) return;
  drawing = true;
  // However fast messages arrive, the page is drawn once per frame; a hidden page draws none, but must not let them pile up.
  if (document.visibilityState === "visible" && pressure() < RUSH) requestAnimationFrame(deliver);
  else setTimeout(deliver, RUSH_PAUSE);
}

function deliver(): void {
  drawing = false;
  const messages = gathered;
  gathered = [];
  heard = pressure() + messages.length;
  deliveredAt = performance.now();
  keepFresh(messages);
  for (const listener of listeners) listener(messages);
}

function entered(state: LiveState): void {
  if (state === "ended") return;
  if (state === "waiting") {
    clearTimeout(settle);
    settle = undefined;
    show(freshness.state === "stale" ? freshness : { state: "stale", since: new Date() });
  } else if (state === "connecting") {
    if (freshness.state !== "stale") show({ state: "connecting" });
  } else if (freshness.state === "stale") {
    show({ state: "catching_up" });
    void queries.invalidateQueries();
    settle = setTimeout(() => {
      settle = undefined;
      show({ state: "live" });
    }, SHOWN_AT_LEAST);
  } else if (settle === undefined) {
    arrived();
    show({ state: "live" });
  }
}

function show(next: Freshness): void {
  freshness = next;
  for (const watcher of watchers) watcher();
}

const watchFreshness = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const useFreshness = (): Freshness => useSyncExternalStore(watchFreshness, () => freshness);

export function useLive(listener: Listener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const relay: Listener = (messages) => latest.current(messages);
    listeners.add(relay);
    return () => void listeners.delete(relay);
  }, []);
}
