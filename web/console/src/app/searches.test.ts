import { expect, test } from "vitest";
import { memberSearch } from "./member-searches";
import { membersSearch, parseSearch, stringifySearch } from "./searches";

test("filters of the members' list stay the texts that were chosen, and others are dropped", () => {
  const search = membersSearch(parseSearch("?level=gold,silver&home_store=00801&sort=spend&q=x"));
  expect(search).toMatchObject({ level: "gold,silver", home_store: "00801", sort: "spend" });
  expect(search).not.toHaveProperty("q");
  expect(membersSearch({ sort: "phone" }).sort).toBeUndefined();
});

test("an address says what is set and nothing else", () => {
  expect(stringifySearch({ card: "8000 12", level: undefined })).toBe("?card=8000+12");
  expect(stringifySearch({ card: "" })).toBe("");
});

test("a tab that does not exist is dropped", () => {
  expect(memberSearch({ tab: "secrets" }).tab).toBeUndefined();
  expect(memberSearch({ tab: "entries" }).tab).toBe("entries");
});
