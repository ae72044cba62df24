import { categories, type ApiKeyStatus, type KnowledgeCategory } from "../server/types";

/** What pages keep in their address, read from text that anybody may have typed. */
type Raw = Record<string, unknown>;

const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((one) => one === value);
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined);

/** Leaves out what is not set, so that addresses stay short. */
const tidy = <T extends object>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as never;

/** The row one is at; every page with a list has it. */
const at = (raw: Raw) => ({ at: text(raw["at"]) });

const category = (raw: Raw): KnowledgeCategory | undefined => oneOf(raw["category"], categories);

export const login = (raw: Raw) => tidy({ next: text(raw["next"]), invitation: text(raw["invitation"]) });
export const commons = (raw: Raw) => tidy({ ...at(raw), feed: oneOf(raw["feed"], ["own", "all"]), category: category(raw) });
export const find = (raw: Raw) => tidy({ ...at(raw), q: text(raw["q"]), category: category(raw), size: [25, 50].find((size) => size === Number(raw["size"])) });
export const queue = (raw: Raw) => tidy({ ...at(raw), category: category(raw), chosen: text(raw["chosen"]) });
export const runStates = ["queued", "running", "waiting_input", "completed", "failed", "cancelled"] as const;

const day = (value: unknown): string | undefined => (typeof value === "string" && !Number.isNaN(Date.parse(value)) ? value : undefined);

export const tasks = (raw: Raw) => tidy({
  ...at(raw), view: oneOf(raw["view"], ["runs"]), status: oneOf(raw["status"], runStates),
  agent: text(raw["agent"]), since: day(raw["since"]), until: day(raw["until"]),
});
export const chat = (raw: Raw) => tidy({ ...at(raw), conversation: text(raw["conversation"]), archived: raw["archived"] === true ? true : undefined });
export const ledger = (raw: Raw) => tidy({
  days: [1, 7, 90, 365].find((days) => days === Number(raw["days"])), by: oneOf(raw["by"], ["hour"]), show: oneOf(raw["show"], ["runs", "tokens", "latency"]),
});
export const list = (raw: Raw) => tidy(at(raw));
export const analytics = (raw: Raw) => tidy({ days: [7, 90, 365].find((days) => days === Number(raw["days"])), scope: oneOf(raw["scope"], ["org"]) });
export const webhooks = (raw: Raw) => tidy({ ...at(raw), endpoint: text(raw["endpoint"]), status: oneOf(raw["status"], ["pending", "succeeded", "failed"]) });
export const people = (raw: Raw) => tidy({ ...at(raw), tab: oneOf(raw["tab"], ["keys", "invitations"]), status: oneOf<ApiKeyStatus>(raw["status"], ["active", "revoked", "expired"]) });
export const audit = (raw: Raw) => tidy({ ...at(raw), action: text(raw["action"]), actor: text(raw["actor"]), target: text(raw["target"]) });
export const inbound = (raw: Raw) => tidy({ ...at(raw), source: text(raw["source"]), received: text(raw["received"]), outcome: oneOf(raw["outcome"], ["queued", "received", "skipped", "rejected"]) });
export const events = (raw: Raw) => tidy({
  ...at(raw), event: text(raw["event"]), type: text(raw["type"]), channel: text(raw["channel"]), instance: text(raw["instance"]), person: text(raw["person"]), search: text(raw["search"]), since: text(raw["since"]), until: text(raw["until"]),
  direction: oneOf(raw["direction"], ["inbound", "outbound"]), status: oneOf(raw["status"], ["received", "processing", "completed", "failed"]),
});
export const deadLetters = (raw: Raw) => tidy({ ...at(raw), letter: text(raw["letter"]), group: text(raw["group"]), status: oneOf(raw["status"], ["pending", "retrying", "resolved", "abandoned"]) });
export const automations = (raw: Raw) => tidy({ ...at(raw), automation: text(raw["automation"]), event: text(raw["event"]), status: oneOf(raw["status"], ["success", "failed", "skipped"]) });
