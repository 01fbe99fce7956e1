import { minor } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import type { Standing } from "./api/get-standing";
import { progressOf } from "./progress";

const thresholds = [0, 100_000, 300_000];

function standing(rank: number, spent: number): Pick<Standing, "levels" | "level" | "spend"> {
  return {
    level: { code: String(rank), name: "", rank },
    levels: thresholds.map((threshold, at) => ({
      code: String(at),
      name: "",
      threshold: minor(threshold),
      keep_threshold: minor(0),
      multiplier_bps: 10_000,
    })),
    spend: { amount: minor(spent), currency: "CNY", from: "", to: "" },
  };
}

const path = (rank: number, spent: number) => {
  return thresholds.map((_, step) => progressOf(standing(rank, spent), step));
};

test("the step being climbed is filled by what of its own stretch is behind", () => {
  expect(path(0, 25_000)).toEqual([0.25, 0, 0]);
  expect(path(1, 200_000)).toEqual([1, 0.5, 0]);
});

test("the top has nothing above it and is full", () => {
  expect(path(2, 300_000)).toEqual([1, 1, 1]);
});

test("a level that is kept although less was spent counts as reached, and not as progress", () => {
  expect(path(1, 40_000)).toEqual([1, 0, 0]);
});
