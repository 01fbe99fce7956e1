import { expect, test } from "vitest";
import { firstPage, visibleNavigation } from "./navigation";

test("pages that the API would deny are not offered", () => {
  const analyst = new Set(["insight:read", "tier:read", "program:read"]);
  const pages = visibleNavigation(analyst).flatMap((group) => group.pages.map(({ to }) => to));
  expect(pages).toEqual(["/overview", "/program/earning", "/program/spending", "/tiers/ladder"]);
});

test("everybody starts at the first page they may see", () => {
  expect(firstPage(["insight:read", "member:read", "tier:read"])).toBe("/overview");
  expect(firstPage(["member:read", "tier:read"])).toBe("/members");
  expect(firstPage(["tier:read"])).toBe("/tiers/ladder");
});
