import { expect, test } from "vitest";
import { fromAddress, toAddress } from "../src/contributions/useChosen";

const ids = ["019a0000-0000-7000-8000-aaaaaaaaaaaa", "019a0000-0000-7000-8000-bbbbbbbbbbbb", "019a0000-0000-7000-8000-cccccccccccc"];

test("a selection survives in the address", () => {
  const text = toAddress(new Set(ids.slice(1)));

  expect(fromAddress(text, ids)).toEqual(new Set(ids.slice(1)));
});

test("what an address cannot hold stays out of it", () => {
  expect(toAddress(new Set())).toBeUndefined();
  expect(toAddress(new Set(Array.from({ length: 61 }, (_, at) => `${at}`)))).toBeUndefined();
});
