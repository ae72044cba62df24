import { expect, test } from "vitest";
import { alikeWaiting } from "../src/contributions/alike";
import type { PendingSummary } from "../src/server/types";

const waiting = (id: string, content: string): PendingSummary => ({
  id, title: "", content, category: "tooling", source_agent_id: "ada", created_at: "2026-01-01T00:00:00Z", content_hash: id, content_length: content.length,
  confidence: 0.8, tags: null, is_sensitive_flagged: false, conflict_action: null,
});

test("what shares most words is alike, nearest first, and never itself", () => {
  const one = waiting("1", "raise the pool only after measuring transactions");
  const near = waiting("2", "raise the pool only after measuring long transactions");
  const nearer = waiting("3", "raise the pool only after measuring transactions");
  const far = waiting("4", "a heron stands in the river");

  expect(alikeWaiting(one, [one, near, nearer, far]).map(({ item }) => item.id)).toEqual(["3", "2"]);
});
