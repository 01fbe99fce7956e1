import { points } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import { effectOf, isCredit } from "./reversal";

const entries = [
  { asset: "points", account: "available", amount: points(-30) },
  { asset: "points", account: "redeemed", amount: points(30) },
  { asset: "growth", account: "pending", amount: points(5) },
  { asset: "growth", account: "issued", amount: points(-5) },
];

test("what was given is taken back, what was taken is given back", () => {
  expect(isCredit({ entries }, "growth")).toBe(true);
  expect(isCredit({ entries }, "points")).toBe(false);
});

test("what was spent meanwhile is said to be missing", () => {
  expect(effectOf(100, 30, false)).toEqual({ available: 130, short: 0 });
  expect(effectOf(100, 30, true)).toEqual({ available: 70, short: 0 });
  expect(effectOf(10, 30, true)).toEqual({ available: 0, short: 20 });
});
