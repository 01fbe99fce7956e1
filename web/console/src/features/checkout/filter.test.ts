import { expect, test } from "vitest";
import { checkoutFilter } from "./filter";

test("an address says what is filtered, and nothing else", () => {
  expect(checkoutFilter({ state: "paid", store: "S001", colour: "red", from: 7 })).toEqual({
    state: "paid",
    store: "S001",
  });
  expect(checkoutFilter({ state: "lost" }).state).toBeUndefined();
});
