import { expect, test } from "vitest";
import { changesOf } from "./changes";

test("what differs is told by its path, and lists of words as one", () => {
  expect(
    changesOf({ roles: ["cashier"], name: "x" }, { roles: ["auditor", "analyst"], name: "x" }),
  ).toEqual([{ path: "roles", before: "cashier", after: "auditor, analyst" }]);
  expect(changesOf(null, { rule: { levels: [{ rate: 2 }] } })).toEqual([
    { path: "rule.levels.0.rate", before: "—", after: "2" },
  ]);
  expect(changesOf(null, null)).toEqual([]);
});
