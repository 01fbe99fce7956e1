import { expect, test } from "vitest";
import { differencesOf } from "./differences";

test("what goes stands before what comes, and what stays is not told", () => {
  expect(differencesOf(["a", "b"], ["b", "c"])).toEqual([
    { change: "removed", words: "a" },
    { change: "added", words: "c" },
  ]);
  expect(differencesOf(["a"], ["a"])).toEqual([]);
});
