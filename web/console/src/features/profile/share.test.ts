import { expect, test } from "vitest";
import { nextFrom } from "./ScoreLine";
import { shareBps } from "./share";

test("a share is in basis points, and nothing of nothing is nothing", () => {
  expect(shareBps(1, 3)).toBe(3333);
  expect(shareBps(0, 0)).toBe(0);
});

test("the next score begins where the server says, and nowhere at the top", () => {
  const from = [2, 3, null, 10];
  expect(nextFrom({ score: 1, value: 1, from })).toBe(2);
  expect(nextFrom({ score: 3, value: 4, from })).toBeNull();
  expect(nextFrom({ score: 5, value: 12, from })).toBeNull();
  expect(nextFrom({ score: 0, value: 0, from })).toBeNull();
});
