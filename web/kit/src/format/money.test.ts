import { expect, test } from "vitest";
import { minor } from "../brand";
import { formatMoney, formatMoneyBrief, formatMoneyShort } from "./money";

test("money is written with its symbol, its thousands and every fen", () => {
  expect(formatMoney(minor(123450), "CNY", "zh-CN")).toBe("¥1,234.50");
  expect(formatMoney(minor(123450), "CNY", "en")).toBe("¥1,234.50");
  expect(formatMoney(minor(5), "CNY", "zh-CN")).toBe("¥0.05");
});

test("a currency without minor units has no point, one with three keeps three", () => {
  expect(formatMoney(minor(1234), "JPY", "en")).toBe("¥1,234");
  expect(formatMoney(minor(1234), "KWD", "en").replace(/\s/g, " ")).toMatch(/1\.234$/);
});

test("the largest amount that may occur loses no fen on the way", () => {
  expect(formatMoney(minor(Number.MAX_SAFE_INTEGER), "CNY", "en")).toBe("¥90,071,992,547,409.91");
  expect(formatMoney(minor(-Number.MAX_SAFE_INTEGER), "CNY", "en")).toBe(
    "\u2212¥90,071,992,547,409.91",
  );
});

test("on a card large money is shortened in the reader's own way", () => {
  expect(formatMoneyShort(minor(12_345_678_00), "CNY", "zh-CN")).toBe("¥1234.6万");
  expect(formatMoneyShort(minor(12_345_678_00), "CNY", "en")).toBe("¥12.3M");
  expect(formatMoneyShort(minor(99_999_99), "CNY", "zh-CN")).toBe("¥99,999.99");
});

test("a round threshold is written without its zeros, any other with all", () => {
  expect(formatMoneyBrief(minor(100_000), "CNY", "zh-CN")).toBe("¥1,000");
  expect(formatMoneyBrief(minor(49_999), "CNY", "zh-CN")).toBe("¥499.99");
});

test("a fraction of a minor unit is refused", () => {
  expect(() => minor(0.5)).toThrow(RangeError);
  expect(() => minor(2 ** 53)).toThrow(RangeError);
});
