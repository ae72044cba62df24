import { expect, test } from "vitest";
import { ago, compact, plain, plural } from "../src/common/format";

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
