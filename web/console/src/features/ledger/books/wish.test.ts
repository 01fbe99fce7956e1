import { expect, test } from "vitest";
import { lastMonth, monthOf, nextMonth } from "./wish";

test("months are read and counted across a year", () => {
  expect(monthOf("2026-12")).toBe("2026-12");
  expect(monthOf("2026-13")).toBeUndefined();
  expect(monthOf(202612)).toBeUndefined();
  expect(nextMonth("2026-12")).toBe("2027-01");
  expect(nextMonth("2026-08")).toBe("2026-09");
  expect(lastMonth("2027-01")).toBe("2026-12");
  expect(lastMonth("2026-11")).toBe("2026-10");
});
