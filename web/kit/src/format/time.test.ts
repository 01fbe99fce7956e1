import { expect, test } from "vitest";
import {
  formatAgo,
  formatBirthday,
  formatClock,
  formatDate,
  formatDay,
  formatLocalDate,
  formatLocalMonth,
  formatLocalShort,
  formatMoment,
  formatPrecise,
  formatWeekday,
  lastDayOf,
} from "./time";

const evening = "2026-09-09T16:30:00Z"; // past midnight in Shanghai
const shanghai = "Asia/Shanghai";

test("a day is the day of the shop, wherever the reader sits", () => {
  expect(formatDay(evening, shanghai, "zh-CN")).toBe("2026年9月10日");
  expect(formatDay(evening, shanghai, "en")).toBe("Sep 10, 2026");
  expect(formatDay(evening, "Europe/Paris", "en")).toBe("Sep 9, 2026");
});

test("a column of days is as wide for each of them", () => {
  expect(formatDate(evening, shanghai, "zh-CN")).toBe("2026/09/10");
  expect(formatMoment(evening, shanghai, "zh-CN")).toBe("2026/09/10 00:30");
  expect(formatMoment(evening, shanghai, "en")).toBe("Sep 10, 2026, 00:30");
});

test("the hover names weekday, second and zone", () => {
  const precise = formatPrecise(evening, shanghai, "en");
  expect(precise).toMatch(/Thursday/);
  expect(precise).toMatch(/00:30:00/);
  expect(precise).toMatch(/GMT\+8/);
});

test("a business day has no zone to be moved by", () => {
  expect(formatLocalDate("2026-09-09", "zh-CN")).toBe("2026/09/09");
});

test("of a birthday the day is shown and the year is not", () => {
  expect(formatBirthday("05-20", "zh-CN")).toBe("5月20日");
  expect(formatBirthday("1990-05-20", "en")).toBe("May 20");
  expect(formatBirthday("02-29", "en")).toBe("February 29");
});

test("what is recent is told as how long ago, what is older is not", () => {
  const now = new Date(evening);
  const before = (ms: number) => new Date(now.getTime() - ms);
  expect(formatAgo(before(5 * 60_000), now, "zh-CN")).toBe("5分钟前");
  expect(formatAgo(before(2 * 3_600_000), now, "en")).toBe("2 hours ago");
  expect(formatAgo(before(24 * 3_600_000), now, "en")).toBeNull();
  expect(formatAgo(before(-1), now, "en")).toBeNull();
});

test("a period that ends at midnight has the day before as its last", () => {
  expect(formatDay(lastDayOf("2026-12-31T16:00:00Z"), shanghai, "zh-CN")).toBe("2026年12月31日");
});

test("a wait is counted down in minutes and seconds", () => {
  expect(formatClock(899)).toBe("14:59");
  expect(formatClock(5)).toBe("0:05");
});

test("an axis names days, months and weekdays shortly", () => {
  expect(formatLocalShort("2026-09-09", "zh-CN")).toBe("9/9");
  expect(formatLocalShort("2026-09-09", "en")).toBe("Sep 9");
  expect(formatLocalMonth("2026-09-01", "zh-CN")).toBe("2026年9月");
  expect(formatLocalMonth("2026-09-01", "en")).toBe("Sep 2026");
  expect([formatWeekday(1, "zh-CN"), formatWeekday(7, "en")]).toEqual(["周一", "Sun"]);
});
