import { id } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import { askingOf } from "./asking";

test("nothing is asked while something is missing", () => {
  expect(askingOf({ kind: "adjust", asset: "points", amount: 5 })).toBeUndefined();
  expect(askingOf({ kind: "adjust", asset: "points", amount: 0, reason: "other" })).toBeUndefined();
  expect(askingOf({ kind: "extend", asset: "points", reason: "other" })).toBeUndefined();
});

test("only what belongs to it is asked, without empty texts", () => {
  expect(
    askingOf({
      kind: "adjust",
      asset: "points",
      amount: -5,
      reason: "other",
      note: "  ",
      until: "2027-01-31",
    }),
  ).toEqual({ kind: "adjust", asset: "points", amount: -5, reason: "other" });
  expect(
    askingOf({
      kind: "extend",
      asset: "points",
      amount: 3,
      until: "2027-01-31",
      reason: "other",
      reference: " C1 ",
    }),
  ).toEqual({
    kind: "extend",
    asset: "points",
    until: "2027-01-31",
    reason: "other",
    reference: "C1",
  });
  expect(
    askingOf({
      kind: "extend",
      asset: "points",
      until: "2027-01-31",
      lots: [id("7")],
      reason: "other",
    }),
  ).toMatchObject({ lots: ["7"] });
});
