import { expect, test } from "vitest";
import { ago, compact, duration, plain, plural, rate, sentence } from "../src/common/format";

test.each([[2, "now"], [42, "42 s"], [90, "1 min"], [7_200, "2 h"], [200_000, "2 d"]])("%d seconds ago is %s", (seconds, text) => {
  const now = Date.parse("2026-01-10T00:00:00Z");

  expect(ago(new Date(now - seconds * 1_000), now)).toBe(text);
});

test("a preview is one line without marks", () => {
  expect(plain("## Use [fd](https://example.com)\n\n```bash\n$ fd `git`\n```\nnow")).toBe("Use fd $ fd git now");
});

test("figures stay short and words agree", () => {
  expect(compact(9_999)).toBe("9,999");
  expect(compact(12_345)).toBe("12.3K");
  expect(plural(1, "note")).toBe("1 note");
  expect(plural(2, "note")).toBe("2 notes");
});

test("a length of time names no unit of which there is nothing", () => {
  expect([4.25, 42, 600, 605, 7_200, 7_260, 172_800].map(duration)).toEqual(["4.3 s", "42 s", "10 min", "10 min 5 s", "2 h", "2 h 1 min", "2 d"]);
});

test("what is seldom has a digit behind the point", () => {
  expect([0, 0.567, 2, 9.96, 120.4].map(rate)).toEqual(["0", "0.6", "2", "10", "120"]);
});

test("a code becomes words, and a sentence keeps its own", () => {
  expect([sentence("host_not_found"), sentence("held back: 3 of 3 are open")]).toEqual(["Host not found", "Held back: 3 of 3 are open"]);
});
