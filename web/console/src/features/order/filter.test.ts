import { describe, expect, it } from "vitest";
import { askedOn, onDaysOf, periodWishOf } from "./filter";

const today = "2026-09-12";

describe("the days of a list of orders", () => {
  it("are all where nothing is said", () => {
    expect(askedOn({ store: "S1" }, today)).toEqual({ store: "S1" });
    expect(periodWishOf({})).toEqual({ period: undefined });
  });

  it("are those of a period by name, both counted", () => {
    expect(askedOn({ period: "7d" }, today)).toEqual({ from: "2026-09-05", until: "2026-09-11" });
    expect(askedOn({ period: "month" }, today)).toEqual({ from: "2026-09-01", until: today });
  });

  it("go to the choice of a period and back", () => {
    const filter = { from: "2026-09-01", until: "2026-09-01" };
    const wish = periodWishOf(filter);
    expect(wish).toEqual({ from: "2026-09-01", until: "2026-09-02" });
    expect(onDaysOf({ store: "S1" }, wish)).toEqual({ store: "S1", period: undefined, ...filter });
  });

  it("may be open at one end, as a link says", () => {
    expect(askedOn({ from: "2026-09-01" }, today)).toEqual({ from: "2026-09-01" });
  });
});
