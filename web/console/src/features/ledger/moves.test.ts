import { id, points } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import type { Entry } from "./api/list-entries";
import { accountLines } from "./moves";

function entry(leg: string, amount: number, bucket: Entry["bucket"]): Entry {
  return {
    id: leg,
    posting_id: id(leg.split("-")[0] ?? ""),
    asset: "points",
    amount: points(amount),
    bucket,
    reason: { code: "mature", text: "" },
    why: [],
    reference: null,
    rule: null,
    occurred_at: "2026-11-20T08:00:00Z",
    recorded_at: "2026-11-20T08:00:00Z",
    memo: null,
  };
}

const shown = (entries: Entry[]) => {
  return accountLines(entries).map(({ id: leg, amount, moved }) => [leg, amount, moved]);
};

test("points that become available are one move, in whichever order the legs stand", () => {
  expect(shown([entry("7-2", 64, "available"), entry("7-1", -64, "pending")])).toEqual([
    ["7-2", 64, true],
  ]);
  expect(shown([entry("7-1", -64, "pending"), entry("7-2", 64, "available")])).toEqual([
    ["7-2", 64, true],
  ]);
});

test("what is earned and what is taken back stay lines of their own", () => {
  const earned = entry("8-1", 64, "pending");
  const taken = entry("9-1", -64, "available");
  expect(shown([taken, earned])).toEqual([
    ["9-1", -64, false],
    ["8-1", 64, false],
  ]);
});

test("a leg whose partner is on the next page is shown until it is loaded", () => {
  expect(shown([entry("7-2", 64, "available")])).toEqual([["7-2", 64, false]]);
});

test("legs of one posting that do not cancel out are both shown", () => {
  expect(shown([entry("7-2", 60, "available"), entry("7-1", -64, "pending")])).toHaveLength(2);
});
