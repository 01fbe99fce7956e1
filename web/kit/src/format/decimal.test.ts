import { expect, test } from "vitest";
import { decimalText, wholeOf } from "./decimal";

test("what is typed is read to the last digit", () => {
  expect(wholeOf("41", 2)).toBe(4100);
  expect(wholeOf("1,234.5", 2)).toBe(123450);
  expect(wholeOf(" 0.07 ", 2)).toBe(7);
  expect(wholeOf("1200", 0)).toBe(1200);
  expect(wholeOf("1.500", 3)).toBe(1500);
});

test("what is no amount is nothing", () => {
  for (const typed of ["", "-1", "1.234", "abc", "1e3", ".5", "12345678901234"]) {
    expect(wholeOf(typed, 2)).toBeNull();
  }
});

test("reading and writing are each other's way back", () => {
  for (const value of [0, 7, 100, 123456789]) expect(wholeOf(decimalText(value, 2), 2)).toBe(value);
});
