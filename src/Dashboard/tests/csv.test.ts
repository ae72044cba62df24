import { expect, test } from "vitest";
import { csv } from "../src/ledger/csv";

test("what has commas or quotes stays one cell", () => {
  expect(csv(["agent", "cost"], [['the "quick", one', 1.5], ["plain", null]])).toBe('agent,cost\r\n"the ""quick"", one",1.5\r\nplain,\r\n');
});

test("no cell is a formula", () => {
  expect(csv(["agent"], [["=1+1"], ["-2"]])).toBe("agent\r\n'=1+1\r\n'-2\r\n");
});
