import { expect, test } from "vitest";
import { pieceFor, toldOf } from "./pieces";

test("a period is divided so that its line can be read", () => {
  expect(pieceFor({ from: "2026-10-01", until: "2026-11-01" })).toBe("day");
  expect(pieceFor({ from: "2026-08-01", until: "2026-11-01" })).toBe("week");
  expect(pieceFor({ from: "2026-01-01", until: "2026-11-01" })).toBe("month");
});

test("a period in which nothing happened is not drawn as zero", () => {
  expect(toldOf([0, 0])).toEqual([null, null]);
  expect(toldOf([0, 3])).toEqual([0, 3]);
});
