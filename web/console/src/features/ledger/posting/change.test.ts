import { points } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import { changesOf } from "./change";

const leg = (asset: string, account: string, amount: number) => {
  return { asset, account, amount: points(amount) };
};

test("the house's legs are not the member's", () => {
  const entries = [
    leg("points", "pending", 64),
    leg("points", "issued", -64),
    leg("growth", "available", 10),
    leg("growth", "issued", -10),
  ];
  expect(changesOf({ entries })).toEqual([
    { asset: "points", amount: 64, moved: false },
    { asset: "growth", amount: 10, moved: false },
  ]);
});

test("what becomes available is a move, not nothing", () => {
  const entries = [leg("points", "pending", -64), leg("points", "available", 64)];
  expect(changesOf({ entries })).toEqual([{ asset: "points", amount: 64, moved: true }]);
});

test("what is taken back from both parts is one loss", () => {
  const entries = [
    leg("points", "pending", -4),
    leg("points", "available", -6),
    leg("points", "issued", 10),
  ];
  expect(changesOf({ entries })).toEqual([{ asset: "points", amount: -10, moved: false }]);
});
