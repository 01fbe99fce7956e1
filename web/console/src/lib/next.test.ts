import { expect, test } from "vitest";
import { safeNext } from "./next";

test("signing in leads back to a page of this console", () => {
  expect(safeNext("/members/7?tab=entries")).toBe("/members/7?tab=entries");
});

test.each([
  "https://evil.example/",
  "//evil.example/members",
  "/\\evil.example",
  "javascript:alert(1)",
  "/sign-in?next=/sign-in",
  undefined,
  7,
])("%s leads to the start page instead", (wish) => {
  expect(safeNext(wish)).toBe("/");
});
