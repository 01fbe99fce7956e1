import { expect, test } from "vitest";
import { pieceFor } from "./pieces";

test("a period is divided so that its line can be read", () => {
  expect(pieceFor({ from: "2026-10-01", until: "2026-11-01" })).toBe("day");
  expect(pieceFor({ from: "2026-08-01", until: "2026-11-01" })).toBe("week");
  expect(pieceFor({ from: "2026-01-01", until: "2026-11-01" })).toBe("month");
});
