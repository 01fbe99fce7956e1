import { expect, test } from "vitest";
import { endingsByDay } from "./endings";

const expiring = [
  { amount: 7, expires_at: "2026-12-31T16:00:00Z" },
  { amount: 5, expires_at: "2026-11-30T16:00:00Z" },
  { amount: 2, expires_at: "2026-11-30T09:00:00Z" },
  { amount: 1, expires_at: "2027-01-31T16:00:00Z" },
];
const dayOf = (at: string) => at.slice(0, 10);

test("what ends on one day is one bar, the next to end first", () => {
  expect(endingsByDay(expiring, dayOf, 9)).toEqual({
    days: [
      { day: "2026-11-30", amount: 7 },
      { day: "2026-12-31", amount: 7 },
      { day: "2027-01-31", amount: 1 },
    ],
    later: 0,
  });
});

test("what has no room is summed, not left out", () => {
  const { days, later } = endingsByDay(expiring, dayOf, 1);
  expect(days).toEqual([{ day: "2026-11-30", amount: 7 }]);
  expect(later).toBe(8);
});
