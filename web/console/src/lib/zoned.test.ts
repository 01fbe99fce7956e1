import { expect, test } from "vitest";
import { beginOf, endOf } from "./zoned";

test("a day begins and ends by the clock of the zone", () => {
  expect(beginOf("2026-09-01", "Asia/Shanghai")).toBe("2026-08-31T16:00:00Z");
  expect(endOf("2026-12-31", "Asia/Shanghai")).toBe("2026-12-31T16:00:00Z");
  expect(beginOf("2026-09-01", "UTC")).toBe("2026-09-01T00:00:00Z");
});

test("the day on which clocks change begins before they do", () => {
  expect(beginOf("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00Z");
  expect(endOf("2026-03-29", "Europe/Berlin")).toBe("2026-03-29T22:00:00Z");
  expect(endOf("2026-10-25", "Europe/Berlin")).toBe("2026-10-25T23:00:00Z");
});
