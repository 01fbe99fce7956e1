import { expect, test } from "vitest";
import { memberSearch, membersSearch, parseSearch, stringifySearch } from "./searches";

test("a card that looks like a number stays the text that was typed", () => {
  expect(membersSearch(parseSearch("?card=0080001234567890123"))).toEqual({
    card: "0080001234567890123",
    level: undefined,
  });
});

test("an address says what is set and nothing else", () => {
  expect(stringifySearch({ card: "8000 12", level: undefined })).toBe("?card=8000+12");
  expect(stringifySearch({ card: "" })).toBe("");
});

test("a tab that does not exist is dropped", () => {
  expect(memberSearch({ tab: "secrets" }).tab).toBeUndefined();
  expect(memberSearch({ tab: "entries" }).tab).toBe("entries");
});
