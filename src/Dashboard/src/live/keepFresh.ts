import type { SocketMessage as LiveMessage } from "@hivemind/client";
import type { QueryKey } from "@tanstack/react-query";
import { countAgent } from "../agents/queries";
import { dropFromQueue, refreshHead } from "../contributions/queue";
import { queries } from "../server/queries";

const EVERY = 1_000;
// The server lets one person read events 100 times a minute, and instances 30 times.
const SELDOM = 6_000;
// A lane that hears this much in its pause takes longer ones, so that a flood of messages is no flood of requests.
const MANY = 30;
const LONGER = 5;

/** What a message makes old is fetched again, at most once a second, and more seldom the faster they come. */
export function keepFresh(messages: LiveMessage[]): void {
  for (const { name, data } of messages) {
    if (name === "public" || name === "private") {
      later(["stats"], ["knowledge", "list"], ...ifShown(["knowledge", "item", String(data["id"])]));
    } else if (name === "user_status_update") {
      later(["users"], ["online"]);
    } else if (name === "agent_status") {
      countAgent(String(data["name"]), Number(data["running"]), Number(data["queued"]));
    } else if (name.startsWith("task_") && name !== "task_output") {
      later(["tasks", "board"], ["tasks", "of"], ...ifShown(["tasks", "one", String(data["task_id"])]));
    } else if (name === "event.received") {
      seldom(["overview"], ["events", "analytics"], ["inbound", "sources"]);
    } else if (name === "instance.status") {
      seldom(["instances"], ["overview"]);
    } else if (name === "automation_changed") {
      later(["automations", "list"]);
    } else if (name.startsWith("contribution_")) {
      const id = String(data["contribution_id"]);
      later(["stats"], ...ifShown(["contributions", "one", id]));
      if (name === "contribution_decided") dropFromQueue([id]);
      else headSoon();
    }
  }
}

/** Nobody asks again for what no page has asked for. */
const ifShown = (key: QueryKey): QueryKey[] => (queries.getQueryState(key) ? [key] : []);

const later = lane(EVERY);
const seldom = lane(SELDOM);

/** The own arrival is told of before this page listens. */
export const arrived = (): void => later(["users"], ["online"]);

/** Gathers what is old and fetches it again together. */
function lane(pause: number) {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heard = 0;
  let isFlooded = false;
  return (...keys: QueryKey[]): void => {
    heard++;
    for (const key of keys) waiting.set(JSON.stringify(key), key);
    timer ??= setTimeout(() => {
      timer = undefined;
      isFlooded = heard > MANY;
      heard = 0;
      const now = [...waiting.values()];
      waiting.clear();
      for (const queryKey of now) void queries.invalidateQueries({ queryKey });
    }, isFlooded ? pause * LONGER : pause);
  };
}

let headTimer: ReturnType<typeof setTimeout> | undefined;

function headSoon(): void {
  headTimer ??= setTimeout(() => {
    headTimer = undefined;
    void refreshHead();
  }, EVERY);
}
