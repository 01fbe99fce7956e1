import { expect, test } from "vitest";
import { isBelow } from "./age";

const today = new Date(2026, 2, 10, 9);

test.each([
  ["2012-03-10", false],
  ["2012-03-11", true],
  ["2012-02-29", false],
  ["1990-06-01", false],
  ["2025-12-31", true],
])("who was born on %s is below 14: %s", (birthday, below) => {
  expect(isBelow(birthday, 14, today)).toBe(below);
});

test("who was born on the 29th of February is a year older on the 1st of March", () => {
  expect(isBelow("2012-02-29", 14, new Date(2026, 1, 28, 12))).toBe(true);
  expect(isBelow("2012-02-29", 14, new Date(2026, 2, 1))).toBe(false);
});
