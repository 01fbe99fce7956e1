import { expect, test } from "vitest";
import {
  formatMultiplier,
  formatNumber,
  formatQuantity,
  formatShort,
  formatSigned,
} from "./number";

test("a change always shows its sign, with a minus that is as wide as the plus", () => {
  expect(formatSigned(1234, "zh-CN")).toBe("+1,234");
  expect(formatSigned(-38, "en")).toBe("\u221238");
  expect(formatSigned(0, "en")).toBe("0");
});

test("numbers are shortened from a hundred thousand on, by the reader's units", () => {
  expect(formatShort(99_999, "zh-CN")).toBe("99,999");
  expect(formatShort(1_284_560, "zh-CN")).toBe("128.5万");
  expect(formatShort(1_284_560, "en")).toBe("1.3M");
  expect(formatNumber(1_284_560, "en")).toBe("1,284,560");
});

test("a rate in basis points is a multiple", () => {
  expect(formatMultiplier(10_000, "en")).toBe("1");
  expect(formatMultiplier(12_500, "en")).toBe("1.25");
});

test("a quantity keeps the digits it was weighed with", () => {
  expect(formatQuantity(1250, 3, "en")).toBe("1.25");
  expect(formatQuantity(2, 0, "en")).toBe("2");
  expect(formatQuantity(-1005, 3, "en")).toBe("-1.005");
});
