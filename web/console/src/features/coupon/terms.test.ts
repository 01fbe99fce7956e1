import { describe, expect, it } from "vitest";
import { freshTerms, peopleIn } from "./terms";

describe("a list of people", () => {
  it("is one a line, without a mark of bytes, quotes, further columns or empty lines", () => {
    expect(peopleIn('\uFEFF13800000001,王\r\n"13800000002"\n\n 73014444033\tx')).toEqual([
      "13800000001",
      "13800000002",
      "73014444033",
    ]);
  });
});

describe("a fresh coupon", () => {
  it("does not go beside stored value, which was bought for less than its face", () => {
    expect(freshTerms({}, 100).offer.stacking.not_with).toEqual(["stored_value"]);
  });
  it("is in the minor unit of its currency", () => {
    expect(freshTerms({}, 1).offer.threshold.amount).toBe(100);
    expect(freshTerms({}, 100).offer.benefit.amount).toBe(2000);
  });
});
