import { id } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import { wishOf } from "./wish";

test("an address asks by one way, whatever else is in it", () => {
  expect(wishOf({ number: "T7-1", member: id("7") })).toEqual({ number: "T7-1" });
  expect(wishOf({ by: "member", number: "T7-1", member: id("7"), key: "e" })).toEqual({
    member: id("7"),
    key: "e",
    hold: undefined,
  });
});

test("nothing is asked before there is something to ask by", () => {
  expect(wishOf({})).toBeNull();
  expect(wishOf({ by: "posting", number: "T7-1" })).toBeNull();
  expect(wishOf({ by: "member", key: "e" })).toBeNull();
});
