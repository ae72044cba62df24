import { expect, test } from "vitest";
import { merge } from "../src/common/growing";

const row = (id: string, second: number, note = "") => ({ id, created_at: `2026-01-01T00:00:${String(second).padStart(2, "0")}Z`, note });
const loaded = (...pages: ReturnType<typeof row>[][]) => ({
  pages: pages.map((items, index) => ({ items, next_cursor: `${index}` as string | null, total: 9 })),
  pageParams: pages.map(() => null as string | null),
});

test("new rows come on top and changed ones in their place", () => {
  const now = loaded([row("c", 3), row("b", 2)], [row("a", 1)]);

  const { pages } = merge(now, { items: [row("d", 4), row("b", 2, "changed")], next_cursor: "x", total: 10 });

  expect(pages.map((page) => page.items.map((item) => item.id))).toEqual([["d", "c", "b"], ["a"]]);
  expect(pages[0]?.items[2]?.note).toBe("changed");
  expect(pages.map((page) => page.total)).toEqual([10, 10]);
});

test("when more arrived than a page holds the list begins anew, without a hole", () => {
  const { pages } = merge(loaded([row("a", 1)]), { items: [row("z", 9)], next_cursor: "x", total: 50 });

  expect(pages.flatMap((page) => page.items.map((item) => item.id))).toEqual(["z"]);
});

test("what came back after an undo takes its old place", () => {
  const { pages } = merge(loaded([row("c", 3), row("a", 1)]), { items: [row("c", 3), row("b", 2)], next_cursor: null, total: 3 });

  expect(pages[0]?.items.map((item) => item.id)).toEqual(["c", "b", "a"]);
});
