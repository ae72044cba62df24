import type { SocketMessage as LiveMessage } from "@hivemind/client";
import type { QueryKey } from "@tanstack/react-query";
import { countAgent } from "../agents/queries";
import { dropFromQueue, refreshHead } from "../contributions/queue";
import { queries } from "../server/queries";

const EVERY = 1_000;
const waiting = new Map<string, QueryKey>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** What a message makes old is fetched again, at most once a second however fast they come. */
export function keepFresh(messages: LiveMessage[]): void {
  for (const { name, data } of messages) {
    if (name === "public" || name === "private") {
      later(["stats"], ["knowledge", "list"], ["knowledge", "item", String(data["id"])]);
    } else if (name === "user_status_update") {
      later(["users"], ["online"]);
    } else if (name === "agent_status") {
      countAgent(String(data["name"]), Number(data["running"]), Number(data["queued"]));
    } else if (name.startsWith("task_") && name !== "task_output") {
      later(["tasks", "board"], ["tasks", "of"], ["tasks", "one", String(data["task_id"])]);
    } else if (name.startsWith("contribution_")) {
      const id = String(data["contribution_id"]);
      later(["stats"], ["contributions", "one", id]);
      if (name === "contribution_decided") dropFromQueue([id]);
      else headSoon();
    }
  }
}

function later(...keys: QueryKey[]): void {
  for (const key of keys) waiting.set(JSON.stringify(key), key);
  timer ??= setTimeout(() => {
    timer = undefined;
    const now = [...waiting.values()];
    waiting.clear();
    for (const queryKey of now) void queries.invalidateQueries({ queryKey });
  }, EVERY);
}

let headTimer: ReturnType<typeof setTimeout> | undefined;

function headSoon(): void {
  headTimer ??= setTimeout(() => {
    headTimer = undefined;
    void refreshHead();
  }, EVERY);
}
