import { expect, test } from "vitest";
import { daysOf, instantsOf, wishOf } from "./days";

test("days are instants where the shop is, the last day included", () => {
  const filter = { from: "2026-09-01", until: "2026-09-02" };
  expect(instantsOf(filter, "2026-09-10", "Asia/Shanghai")).toEqual({
    from: "2026-08-31T16:00:00Z",
    until: "2026-09-02T16:00:00Z",
  });
  expect(instantsOf({}, "2026-09-10", "Asia/Shanghai")).toEqual({});
});

test("a period that is chosen comes back as it was", () => {
  const filter = daysOf({ from: "2026-09-01", until: "2026-09-03" });
  expect(filter).toMatchObject({ until: "2026-09-02" });
  expect(wishOf(filter)).toEqual({ from: "2026-09-01", until: "2026-09-03" });
});
