import type { Points } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import { endingWithin } from "./ending";

test("what ends later than asked is not counted", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const lots = [
    { amount: 5 as Points, expires_at: "2026-01-31T00:00:00Z" },
    { amount: 7 as Points, expires_at: "2026-01-31T00:00:01Z" },
  ];
  expect(endingWithin(lots, 30, now)).toBe(5);
  expect(endingWithin(lots, 90, now)).toBe(12);
  expect(endingWithin([], 90, now)).toBe(0);
});
