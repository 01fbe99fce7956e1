import { expect, test } from "vitest";
import { without } from "../../../components/terms/terms";
import { freshId, type Rule, replaced } from "./body";

test("an item is replaced in its place, or gone", () => {
  expect(replaced([1, 2, 3], 1, 9)).toEqual([1, 9, 3]);
  expect(replaced([1, 2, 3], 1)).toEqual([1, 3]);
});

test("a new id is one that neither a multiplier nor a bonus has", () => {
  const rule = { multipliers: [{ id: "multiplier_1" }], bonuses: [{ id: "multiplier_2" }] };
  expect(freshId(rule as unknown as Rule, "multiplier")).toBe("multiplier_3");
});

test("conditions that say nothing are not kept", () => {
  expect(without({ levels: [], birthday: "", days_before: 0, month_days: [8] })).toEqual({
    month_days: [8],
  });
});
