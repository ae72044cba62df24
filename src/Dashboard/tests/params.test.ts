import { expect, test } from "vitest";
import * as params from "../src/search/params";

test("an address keeps what is known and drops everything else", () => {
  expect(params.queue({ category: "tooling", at: "1", evil: "<script>" })).toEqual({ category: "tooling", at: "1" });
  expect(params.queue({ category: "nonsense" })).toEqual({});
  expect(params.find({ q: 42, size: "25" })).toEqual({ q: "42", size: 25 });
  expect(params.find({ size: 7 })).toEqual({});
  expect(params.people({ tab: "keys", status: "revoked" })).toEqual({ tab: "keys", status: "revoked" });
});
