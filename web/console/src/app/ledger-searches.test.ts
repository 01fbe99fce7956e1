import { expect, test } from "vitest";
import { postingSearch, postingsSearch } from "./ledger-searches";

test("an address keeps what postings are found by, and drops the rest", () => {
  expect(
    postingsSearch({ by: "member", member: "7", hold: "9", key: "e", number: "", more: "x" }),
  ).toEqual({ by: "member", number: undefined, member: "7", key: "e", hold: "9" });
  expect(postingsSearch({ by: "colour", number: "T7-1" }).by).toBeUndefined();
  expect(postingSearch({ member: "7", other: "8" })).toEqual({ member: "7" });
  expect(postingSearch({ member: 7 })).toEqual({ member: undefined });
});
