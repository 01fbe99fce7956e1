import { expect, test } from "vitest";
import { changeOf } from "./change";

test("a figure moves by a part of what it was, a share by points", () => {
  expect(changeOf(103, 100, false)).toEqual({ bps: 300, by: "part", direction: "up" });
  expect(changeOf(3_000, 4_000, true)).toEqual({ bps: -1_000, by: "points", direction: "down" });
  expect(changeOf(5, 5, false)?.direction).toBe("same");
});

test("there is no part of nothing", () => {
  expect(changeOf(5, 0, false)).toBeNull();
  expect(changeOf(5, null, false)).toBeNull();
  expect(changeOf(null, 5, true)).toBeNull();
  expect(changeOf(5, 0, true)).toEqual({ bps: 5, by: "points", direction: "up" });
});
