import { expect, test, vi } from "vitest";
import { type Entry, grouped, matching, stepped } from "./entries";

const icon = () => null;
const entry = (kind: Entry["kind"], label: string, hint?: string): Entry => {
  return { key: label, kind, label, hint, icon, run: vi.fn() };
};

test("every typed word must occur, in the name or in what stands beside it", () => {
  const entries = [entry("pages", "会员列表", "会员"), entry("pages", "Earning rule", "Value")];
  expect(matching(entries, "earn VALUE").map(({ label }) => label)).toEqual(["Earning rule"]);
  expect(matching(entries, "列表")).toHaveLength(1);
  expect(matching(entries, "  ")).toHaveLength(2);
});

test("what was found stands under its kind, in a fixed order", () => {
  const entries = [entry("actions", "Dark"), entry("members", "8000"), entry("pages", "Tiers")];
  expect(grouped(entries).map(({ kind }) => kind)).toEqual(["pages", "members", "actions"]);
});

test("the arrows go around", () => {
  expect(stepped(2, 1, 3)).toBe(0);
  expect(stepped(0, -1, 3)).toBe(2);
  expect(stepped(0, 1, 0)).toBe(0);
});
