import { expect, test } from "vitest";
import { isNarrowed, textOfValues, valuesOf, without } from "./filter";

test("a value is taken away from a choice, and the choice with its last value", () => {
  const wish = { q: "王", level: "gold,silver", joined_from: "2026-01-01" };
  expect(without(wish, "level", "gold")).toEqual({ ...wish, level: "silver" });
  expect(without({ level: "gold" }, "level", "gold")).toEqual({ level: undefined });
  expect(without(wish, "joined_from")).toEqual({ ...wish, joined_from: undefined });
});

test("a list is narrowed by a search or a filter, not by its order", () => {
  expect(isNarrowed({ sort: "spend" })).toBe(false);
  expect(isNarrowed({ q: "1234" })).toBe(true);
  expect(isNarrowed({ class: "high" })).toBe(true);
});

test("values are one text and back", () => {
  expect(valuesOf(textOfValues(["a", "b"]))).toEqual(["a", "b"]);
  expect(textOfValues([])).toBeUndefined();
  expect(valuesOf(undefined)).toEqual([]);
});
