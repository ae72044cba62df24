import { expect, test } from "vitest";
import type { TaskRow } from "../src/server/types";
import { put, without, type Pages } from "../src/tasks/columns";

const page = (...ids: string[]) => ({ items: ids.map((id) => ({ id })), total: 5, page: 1, page_size: 2, next_cursor: null, total_pages: 3 });
const pages = () => ({ pages: [page("a", "b"), page("c")], pageParams: [null, "c"] }) as unknown as Pages;
const idsOf = (now: Pages) => now.pages.map(({ items }) => items.map(({ id }) => id));

test("a card leaves the page it stands on, and the column counts one less", () => {
  const now = without(pages(), "c");

  expect(idsOf(now)).toEqual([["a", "b"], []]);
  expect(now.pages.map(({ total }) => total)).toEqual([4, 4]);
});

test("a column without the card stays as it is", () => {
  const now = pages();

  expect(without(now, "z")).toBe(now);
});

test("a card comes in on top, once", () => {
  const now = put(pages(), { id: "c" } as TaskRow);

  expect(idsOf(now)).toEqual([["c", "a", "b"], []]);
  expect(now.pages.map(({ total }) => total)).toEqual([5, 5]);
});
