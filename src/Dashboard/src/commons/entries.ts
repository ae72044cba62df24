import type { SocketMessage as LiveMessage } from "@hivemind/client";

export interface FeedEntry {
  id: string;
  title: string;
  category: string;
  org: string;
  isPublic: boolean;
  at: string;
  preview: string | null;
  /** It came live, while the page was open: alone, or among so many that none of them is worth a movement. */
  arrived: "alone" | "rushed" | null;
}

export const KEPT = 100;

/** A live message as a row of the feed; null when it tells of something else. */
export function entryOf({ name, data }: LiveMessage, arrived: FeedEntry["arrived"] = "alone"): FeedEntry | null {
  if (name !== "public" && name !== "private") return null;
  return {
    id: String(data["id"]), title: String(data["title"]), category: String(data["category"]), org: String(data["org_id"]),
    isPublic: name === "public", at: new Date().toISOString(), preview: null, arrived,
  };
}

/** Newer entries above older ones, each once, at most a hundred. */
export function merge(newer: FeedEntry[], older: FeedEntry[]): FeedEntry[] {
  const known = new Set<string>();
  return [...newer, ...older].filter((entry) => !known.has(entry.id) && known.add(entry.id)).slice(0, KEPT);
}
