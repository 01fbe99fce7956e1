import { expect, test } from "vitest";
import { addDays, daysOf, periodOf, periodWish, todayIn } from "./period";

const today = "2026-03-01";

test("whole days end with yesterday; month and year go on until today", () => {
  expect(periodOf({ period: "7d" }, today)).toEqual({ from: "2026-02-22", until: "2026-03-01" });
  expect(daysOf(periodOf({}, today))).toBe(30);
  expect(periodOf({ period: "month" }, today)).toEqual({ from: "2026-03-01", until: "2026-03-02" });
  expect(periodOf({ period: "year" }, today)).toEqual({ from: "2026-01-01", until: "2026-03-02" });
});

test("days of one's own win over a name, and what is no period is dropped", () => {
  const own = { from: "2011-01-01", until: "2011-02-01" };
  expect(periodWish({ ...own, period: "7d" })).toEqual(own);
  expect(periodWish({ from: "2011-02-30", until: "2011-03-02" })).toEqual({});
  expect(periodWish({ from: "2011-02-01", until: "2011-02-01", period: "90d" })).toEqual({
    period: "90d",
  });
  expect(periodWish({ period: "decade" })).toEqual({});
});

test("the day is the shop's, not the reader's", () => {
  const now = new Date("2026-02-28T17:00:00Z");
  expect(todayIn("Asia/Shanghai", now)).toBe("2026-03-01");
  expect(todayIn("America/New_York", now)).toBe("2026-02-28");
});

test("days are counted across months and leap years", () => {
  expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
});
