import { expect, test } from "vitest";
import { intervalParts, secondsBetween, sizeParts, timeParts } from "./measures";

test.each([
  [0, 0, "B"],
  [1_023, 1_023, "B"],
  [1_024, 1, "KiB"],
  [1_536, 1.5, "KiB"],
  [12.34 * 1024 ** 2, 12, "MiB"],
  [9.96 * 1024 ** 3, 10, "GiB"],
  [3 * 1024 ** 5, 3_072, "TiB"],
])("%d bytes are %d %s", (bytes, value, unit) => {
  expect(sizeParts(bytes)).toEqual({ value, unit });
});

test.each([
  [0.0042, 4, "milliseconds"],
  [1.26, 1.3, "seconds"],
  [119, 119, "seconds"],
  [600, 10, "minutes"],
  [86_400, 24, "hours"],
])("%d s are %d %s", (seconds, value, unit) => {
  expect(timeParts(seconds)).toEqual({ value, unit });
});

test("what ended before it began, by another clock, took no time", () => {
  expect(secondsBetween("2026-09-12T01:00:01Z", "2026-09-12T01:00:00Z")).toBe(0);
  expect(secondsBetween("2026-09-12T01:00:00Z", "2026-09-12T01:00:02.500Z")).toBe(2.5);
});

test.each([
  [60, 1, "minutes"],
  [600, 10, "minutes"],
  [86_400, 24, "hours"],
  [90, 90, "seconds"],
])("every %d s is every %d %s", (seconds, value, unit) => {
  expect(intervalParts(seconds)).toEqual({ value, unit });
});
