import { expect, test } from "vitest";
import { moveOf, nextColumn } from "../src/tasks/moves";

const card = (status: string, owner = "somebody") => ({ id: "1", status, owner_id: owner, assignee_id: null });

test("a card goes only where the rules let it", () => {
  expect(moveOf(card("draft"), "available", "me")).toEqual({ do: "set", status: "available" });
  expect(moveOf(card("draft"), "completed", "me")).toBeNull();
  expect(moveOf(card("completed"), "available", "me")).toBeNull();
  expect(moveOf(card("in_progress"), "available", "me")).toEqual({ do: "release" });
});

test("the own task is taken, that of others is claimed", () => {
  expect(moveOf(card("available", "me"), "in_progress", "me")).toEqual({ do: "take" });
  expect(moveOf(card("available"), "in_progress", "me")).toEqual({ do: "claim" });
});

test("by keys a card goes to the next column it may go to", () => {
  expect(nextColumn(card("draft"), 1, "me")).toBe("available");
  expect(nextColumn(card("in_progress"), -1, "me")).toBe("available");
  expect(nextColumn(card("draft"), -1, "me")).toBeNull();
});
