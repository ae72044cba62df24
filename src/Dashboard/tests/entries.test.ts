import { expect, test } from "vitest";
import { entryOf, KEPT, merge, type FeedEntry } from "../src/commons/entries";

const entry = (id: string): FeedEntry => ({ id, title: id, category: "tooling", org: "acme", isPublic: true, at: "2026-01-01T00:00:00Z", preview: null, arrived: "alone" });

test("what is newer stands above, each once, and a hundred are kept", () => {
  const older = Array.from({ length: 120 }, (_, index) => entry(`old${index}`));

  const merged = merge([entry("new"), entry("old3")], older);

  expect(merged.slice(0, 3).map((one) => one.id)).toEqual(["new", "old3", "old0"]);
  expect(merged.filter((one) => one.id === "old3")).toHaveLength(1);
  expect(merged).toHaveLength(KEPT);
});

test("only knowledge becomes an entry", () => {
  const data = { id: "1", title: "A note", category: "tooling", org_id: "acme" };

  expect(entryOf({ channel: "knowledge", position: "p", name: "private", data })).toMatchObject({ id: "1", title: "A note", org: "acme", isPublic: false });
  expect(entryOf({ channel: "knowledge", position: "p", name: "contribution_created", data })).toBeNull();
});
