import { expect, test } from "vitest";
import { diff } from "../src/contributions/diff";

const textOf = (pieces: ReturnType<typeof diff>, without: "added" | "removed") => pieces.filter((piece) => piece.kind !== without).map((piece) => piece.text).join("");

test("both texts can be read back from the difference", () => {
  const old = "Raise max_connections only after you measured.\n\nIt held 40 connections.";
  const now = "Do not raise max_connections before you measured.\n\nIt held 41 connections, all day.";

  const pieces = diff(old, now);

  expect(textOf(pieces, "added")).toBe(old);
  expect(textOf(pieces, "removed")).toBe(now);
});

test("only the word that changed is marked", () => {
  expect(diff("it held 40 connections", "it held 41 connections")).toEqual([
    { kind: "same", text: "it held " }, { kind: "removed", text: "40" }, { kind: "added", text: "41" }, { kind: "same", text: " connections" },
  ]);
});

test("equal texts have no difference, and an empty one is all new", () => {
  expect(diff("same", "same")).toEqual([{ kind: "same", text: "same" }]);
  expect(diff("", "new")).toEqual([{ kind: "added", text: "new" }]);
});

test("texts as long as the limit are compared within a second", () => {
  const text = (word: string) => Array.from({ length: 6_000 }, (_, index) => `${word}${index} line\n`).join("");
  const started = performance.now();

  const pieces = diff(text("old"), text("new"));

  expect(textOf(pieces, "removed")).toBe(text("new"));
  expect(performance.now() - started).toBeLessThan(1_000);
});
