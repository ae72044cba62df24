import { watch, type LiveMessage, type LiveState, type Subscription } from "@hivemind/client";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { queries, session } from "../server/queries";
import { connection } from "../server/server";
import { keepFresh } from "./keepFresh";

export type Freshness = { state: "connecting" | "live" | "catching_up" } | { state: "stale"; since: Date };
export type { LiveMessage };

type Listener = (messages: LiveMessage[]) => void;

// Long enough to be read: otherwise nobody would ever see that the page was catching up.
const SHOWN_AT_LEAST = 600;

let freshness: Freshness = { state: "connecting" };
let subscription: Subscription | null = null;
let gathered: LiveMessage[] = [];
let drawing = false;
let settle: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<Listener>();
const watchers = new Set<() => void>();

/** Opens the tab's one live connection; every page and widget is fed from it. */
export function goLive(after?: string): void {
  subscription ??= watch(
    connection,
    { message: take, state: entered, reset: () => void queries.invalidateQueries(), failed: (problem) => problem.status === 401 && session.ended() },
    { ...(after === undefined ? {} : { after }), backoff: { first: 400, longest: 8_000 }, silence: 40_000 },
  );
}

export function leaveLive(): void {
  subscription?.close();
  subscription = null;
  show({ state: "connecting" });
}

/** Tries again at once instead of after the pause. */
export function reconnect(): void {
  const position = subscription?.position;
  subscription?.close();
  subscription = null;
  goLive(position);
}

addEventListener("online", () => subscription && reconnect());
addEventListener("offline", () => subscription && show({ state: "stale", since: new Date() }));

function take(message: LiveMessage): void {
  gathered.push(message);
  if (drawing) return;
  drawing = true;
  // However fast messages arrive, the page is drawn once per frame; a hidden page draws none, but must not let them pile up.
  if (document.visibilityState === "visible") requestAnimationFrame(deliver);
  else setTimeout(deliver, 250);
}

function deliver(): void {
  drawing = false;
  const messages = gathered;
  gathered = [];
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
  } else if (freshness.state === "stale" || state === "catching_up") {
    show({ state: "catching_up" });
    void queries.invalidateQueries();
    settle = setTimeout(() => {
      settle = undefined;
      show({ state: "live" });
    }, SHOWN_AT_LEAST);
  } else if (settle === undefined) {
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
