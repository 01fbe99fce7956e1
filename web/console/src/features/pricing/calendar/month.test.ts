import { expect, test } from "vitest";
import { cellsOf, daysIn, monthAway, weekdayOf } from "./month";

test("a month has its days, also in a leap year", () => {
  expect(daysIn("2028-02")).toHaveLength(29);
  expect(daysIn("2026-11").at(-1)).toBe("2026-11-30");
});

test("a week begins on Monday", () => {
  expect(weekdayOf("2026-11-29")).toBe("7");
  expect(weekdayOf("2026-11-30")).toBe("1");
});

test("months go on over a year", () => {
  expect(monthAway("2026-12", 1)).toBe("2027-01");
  expect(monthAway("2026-01", -1)).toBe("2025-12");
});

test("a row is cut into spans and the days between, and covers the month", () => {
  const days = daysIn("2026-11");
  const cells = cellsOf(days, [
    { from: "2026-11-01", until: "2026-11-02" },
    { from: "2026-11-04", until: "2026-11-30" },
  ]);
  expect(cells.map(({ length, isSpan }) => [length, isSpan])).toEqual([
    [2, true],
    [1, false],
    [27, true],
  ]);
  expect(cellsOf(days, [])).toHaveLength(30);
});
