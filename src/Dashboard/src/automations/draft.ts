import type { ActionType, AutomationView, Condition, ConditionOperator, CreateAutomation, DebounceShape, EventView, LimitsShape } from "../server/types";

/** An automation while it is being written: every field a text or a choice, as inputs have them. */
export interface Draft {
  name: string;
  description: string;
  trigger: string;
  logic: "and" | "or";
  conditions: { field: string; operator: ConditionOperator; value: string }[];
  actions: { type: ActionType; config: Record<string, unknown> }[];
  debounce: DebounceShape;
  limits: LimitsShape;
  priority: number;
}

export const operators: [ConditionOperator, string][] = [
  ["eq", "is"], ["neq", "is not"], ["contains", "contains"], ["not_contains", "does not contain"], ["gt", "is greater than"], ["gte", "is at least"],
  ["lt", "is less than"], ["lte", "is at most"], ["exists", "is there"], ["not_exists", "is not there"], ["regex", "matches the pattern"],
];

export const takesValue = (operator: ConditionOperator) => operator !== "exists" && operator !== "not_exists";

export const actionNames: Record<ActionType, string> = { webhook: "Call an address", send_message: "Send a message", emit_event: "Record an event", log: "Write a log line", call_agent: "Ask an agent" };

export const starters: Record<ActionType, Record<string, unknown>> = {
  webhook: { url: "https://", method: "POST" },
  send_message: { contentTemplate: "" },
  emit_event: { eventType: "custom.", payloadTemplate: {} },
  log: { level: "info", message: "" },
  call_agent: { agentId: "planning", sessionStrategy: "per_chat" },
};

export const empty: Draft = {
  name: "", description: "", trigger: "", logic: "and", conditions: [], actions: [{ type: "log", config: starters.log }], debounce: { mode: "none" },
  limits: { ratePerMinute: null, maxConcurrent: null, budgetPerHour: null }, priority: 0,
};

/** What a person types as a value: JSON where it is JSON, else a text. */
export function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const textOf = (value: unknown): string => (typeof value === "string" && typeof valueOf(value) === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value));

export const draftOf = (one: AutomationView): Draft => ({
  name: one.name, description: one.description ?? "", trigger: one.triggerEventType, logic: one.conditionLogic,
  conditions: one.triggerConditions.map(({ field, operator, value }) => ({ field, operator, value: textOf(value) })),
  actions: one.actions.map(({ type, config }) => ({ type, config: config as Record<string, unknown> })),
  debounce: one.debounce ?? { mode: "none" }, limits: one.limits ?? empty.limits, priority: one.priority,
});

export const bodyOf = (draft: Draft): CreateAutomation => ({
  name: draft.name.trim(), description: draft.description.trim() || null, triggerEventType: draft.trigger.trim(), conditionLogic: draft.logic,
  triggerConditions: draft.conditions.map(({ field, operator, value }): Condition => (takesValue(operator) ? { field, operator, value: operator === "regex" ? value : valueOf(value) } : { field, operator })),
  actions: draft.actions, debounce: draft.debounce.mode === "none" ? null : draft.debounce,
  limits: Object.values(draft.limits).some((limit) => limit !== null) ? draft.limits : null, priority: draft.priority,
});

/** What conditions and templates see of an event. */
export function payloadOf(event: EventView): unknown {
  if (event.eventType.startsWith("custom.") || event.eventType.startsWith("system.")) return event.rawPayload ?? {};
  const metadata = event.metadata as { from?: unknown } | null;
  return {
    externalId: event.externalId, channel: event.channel, instanceId: event.instanceId, personId: event.personId, chatId: event.chatId, direction: event.direction,
    contentType: event.contentType, text: event.textContent, transcription: event.transcription, imageDescription: event.imageDescription,
    documentExtraction: event.documentExtraction, mediaUrl: event.mediaUrl, mediaMimeType: event.mediaMimeType, replyTo: event.replyTo,
    from: metadata?.from ?? (event.personId ? { id: event.personId, name: null } : null), metadata: event.metadata, raw: event.rawPayload,
  };
}
