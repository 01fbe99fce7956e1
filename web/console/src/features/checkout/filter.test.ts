import { expect, test } from "vitest";
import { checkoutFilter, instantsOf, onDays, wishOf } from "./filter";

test("an address says what is filtered, and nothing else", () => {
  expect(checkoutFilter({ state: "paid", store: "S001", colour: "red", from: 7 })).toEqual({
    state: "paid",
    store: "S001",
  });
  expect(checkoutFilter({ state: "lost" }).state).toBeUndefined();
});

test("days are instants where the shop is, the last day included", () => {
  const filter = { from: "2026-09-01", until: "2026-09-02" };
  expect(instantsOf(filter, "2026-09-10", "Asia/Shanghai")).toEqual({
    from: "2026-08-31T16:00:00Z",
    until: "2026-09-02T16:00:00Z",
  });
  expect(instantsOf({}, "2026-09-10", "Asia/Shanghai")).toEqual({});
});

test("a period chosen takes a number away, and comes back as it was", () => {
  const filter = onDays(
    { number: "CK1", state: "paid" },
    { from: "2026-09-01", until: "2026-09-03" },
  );
  expect(filter).toMatchObject({ number: undefined, state: "paid", until: "2026-09-02" });
  expect(wishOf(filter)).toEqual({ from: "2026-09-01", until: "2026-09-03" });
});
