import { expect, test } from "vitest";
import { qr } from "./qr";

/** Rows as numbers: two codes that a reader of another house (ZXing) was shown and read. */
const written = (text: string) =>
  qr(text).map((row) => Number.parseInt(row.map(Number).join(""), 2).toString(16));

test("a pass is written as readers read it", () => {
  expect(written("HMAAAAAAAAAEAGVY4EDM3Q5JQK2Y7C4XNYQ7W6M3VBA")).toEqual([
    "1fc8e57f",
    "104bfe41",
    "1755ae5d",
    "1759625d",
    "17573b5d",
    "105b0441",
    "1fd5557f",
    "125100",
    "17c61f7c",
    "1318e0d1",
    "18e5fd1c",
    "170ea1a2",
    "f7d68d3",
    "81d3c4c",
    "d4a0747",
    "17825bc9",
    "1ded1696",
    "1507e8e1",
    "147cf8ca",
    "1612a38c",
    "174a65f2",
    "123d1d",
    "1fc40353",
    "10505110",
    "17590bfc",
    "175b6814",
    "1752aab6",
    "104da523",
    "1fdfcd72",
  ]);
});

test.each([
  [1, 20],
  [2, 38],
  [5, 122],
  [7, 178],
  [10, 311],
])("version %i holds %i letters, and one more needs a larger one", (version, most) => {
  expect(qr("A".repeat(most))).toHaveLength(version * 4 + 17);
  if (version < 10) expect(qr("A".repeat(most + 1))).toHaveLength((version + 1) * 4 + 17);
});

test("a text with other signs is written by bytes", () => {
  expect(qr("常客会员")).toHaveLength(21);
  expect(qr("x".repeat(213))).toHaveLength(57);
});

test("what no code holds is refused", () => {
  expect(() => qr("A".repeat(312))).toThrow(RangeError);
});
