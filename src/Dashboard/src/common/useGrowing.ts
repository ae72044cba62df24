import { useInfiniteQuery, type QueryKey } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLive, type LiveMessage } from "../live/live";
import { growing, refreshHead, type Page } from "./growing";

const PAUSE = 1_000;

/** A growing list on the page: its head is fetched again when a message tells of it, and every so often where none does; a paused one stays as it is. */
export function useGrowing<P extends Page>(queryKey: QueryKey, load: (cursor: string | null) => Promise<P>, every: number, tells: (message: LiveMessage) => boolean, paused = false, pause = PAUSE) {
  const list = useInfiniteQuery(growing(queryKey, load));
  const key = JSON.stringify(queryKey);
  const old = useRef(() => {});
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => void refreshHead(queryKey, load).catch(() => {}); // it is asked again soon, and the live dot tells of a server that is away
    const timer = setInterval(() => !paused && document.visibilityState === "visible" && refresh(), every);
    old.current = () => {
      soon ??= setTimeout(() => { soon = undefined; refresh(); }, pause);
    };
    return () => {
      clearInterval(timer);
      clearTimeout(soon);
    };
  }, [key, every, paused, pause]);
  useLive((messages) => messages.some(tells) && old.current());
  return { ...list, rows: (list.data?.pages ?? []).flatMap((page): P["items"][number][] => page.items) };
}
