import { expect, test } from "vitest";
import { barcode } from "./barcode";

test("twelve digits are written in pairs, as readers read them", () => {
  expect(barcode("100000000008")?.join("")).toBe(
    "2112322213122122222122222122222122221322123141112331112",
  );
});

test("letters are written one by one", () => {
  const widths = barcode("ABC-123") ?? [];
  // A start, seven letters, a check and a stop, which is two modules wider.
  expect(widths.reduce((sum, width) => sum + width, 0)).toBe(10 * 11 + 2);
});

test("what cannot be written is not", () => {
  expect(barcode("卡 8")).toBeNull();
  expect(barcode("")).toBeNull();
});
