import { expect, test } from "vitest";
import { expiryTo, freshRule, limitsTo } from "./rule";

test("another rule of expiry keeps what belongs to it and drops the rest", () => {
  const months = { rule: "months", n: 12, until: "end_of_month" } as const;
  expect(expiryTo(months, "days")).toEqual({ rule: "days", n: 12, until: "end_of_month" });
  expect(expiryTo(months, "end_of_year")).toEqual({ rule: "end_of_year", n: 12 });
  expect(expiryTo(months, "never")).toEqual({ rule: "never" });
  expect(expiryTo({ rule: "days", n: 400 }, "activity")).toEqual({ rule: "activity", n: 120 });
  expect(expiryTo({ rule: "never" }, "activity")).toEqual({ rule: "activity", n: 12 });
});

test("a role has one limit, or none", () => {
  const limits = [{ role: "service", amount: 5 }];
  expect(limitsTo(limits, "service", 7)).toEqual([{ role: "service", amount: 7 }]);
  expect(limitsTo(limits, "operations", 0)).toHaveLength(2);
  expect(limitsTo(limits, "service", undefined)).toEqual([]);
});

test("stored value is never owed", () => {
  expect(freshRule("stored_principal").claw_back).toBe("refuse");
  expect(freshRule("points").claw_back).toBe("owe");
});
