import { expect, test } from "vitest";
import { bounded, raised, replaced, without } from "./rule";

test("lines change places with the one above, and the first stays", () => {
  expect(raised(["a", "b", "c"], 2)).toEqual(["a", "c", "b"]);
  expect(raised(["a", "b", "c"], 0)).toEqual(["a", "b", "c"]);
});

test("a thing is replaced and taken out by its place", () => {
  expect(replaced(["a", "b"], 1, "c")).toEqual(["a", "c"]);
  expect(without(["a", "b"], 0)).toEqual(["b"]);
});

test("a bound that is emptied is left out, because the API takes no null", () => {
  expect(bounded({ of: "r", min: 3 }, "max", 4)).toEqual({ of: "r", min: 3, max: 4 });
  expect(bounded({ of: "r", min: 3, max: 4 }, "min", null)).toEqual({ of: "r", max: 4 });
});
