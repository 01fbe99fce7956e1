import { expect, test } from "vitest";
import { type Measure, measureExact, measureParts, measurePlain, measureShort } from "./measure";

const yuan: Measure = { kind: "money", currency: "CNY" };
const people: Measure = { kind: "count", unit: "人" };
const share: Measure = { kind: "share" };
const items: Measure = { kind: "decimal", unit: "件", scale: 2 };

test("a value is written to its last digit with its unit", () => {
  expect(measureExact(123_450, yuan, "zh-CN")).toBe("¥1,234.50");
  expect(measureExact(12_345, people, "zh-CN")).toBe("12,345 人");
  expect(measureExact(4_153, share, "en")).toBe("41.5%");
  expect(measureExact(235, items, "zh-CN")).toBe("2.35 件");
});

test("an axis is written in the reader's units", () => {
  expect(measureShort(12_345_600, yuan, "zh-CN")).toBe("¥12.3万");
  expect(measureShort(12_345_600, yuan, "en")).toBe("¥123.5K");
  expect(measureShort(2_000, people, "en")).toBe("2K");
  expect(measureShort(2_000, people, "zh-CN")).toBe("2,000");
  expect(measureShort(123_450, yuan, "zh-CN")).toBe("¥1,235");
  expect(measureShort(4_053, yuan, "en")).toBe("¥40.53");
  expect(measureShort(0, yuan, "en")).toBe("¥0");
  expect(measureShort(-500, share, "en")).toBe("\u22125%");
});

test("a file gets digits that a spreadsheet adds up", () => {
  expect(measurePlain(123_450, yuan)).toBe("1234.50");
  expect(measurePlain(1_500, { kind: "money", currency: "JPY" })).toBe("1500");
  expect(measurePlain(4_153, share)).toBe("41.53");
  expect(measurePlain(-7, people)).toBe("-7");
});

test("a card shortens what is large and keeps the exact value at hand", () => {
  expect(measureParts(9_999_999, yuan, "zh-CN").number).toBe("¥99,999.99");
  expect(measureParts(123_456_789, yuan, "zh-CN")).toEqual({
    number: "¥123.5万",
    unit: "",
    exact: "¥1,234,567.89",
  });
  expect(measureParts(235, items, "en")).toEqual({ number: "2.35", unit: "件", exact: "2.35 件" });
});
