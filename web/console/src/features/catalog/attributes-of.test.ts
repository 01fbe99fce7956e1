import { id } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import { attributesOf } from "./attributes-of";

const categories = [
  { id: id("1"), code: "clothes", parent_id: null },
  { id: id("2"), code: "shirts", parent_id: id("1") },
  { id: id("3"), code: "tea", parent_id: null },
];
const all = [
  { code: "origin" },
  { code: "size", category: "clothes" },
  { code: "collar", category: "shirts" },
  { code: "harvest", category: "tea" },
];
const article = (category: string | null, attributes: Record<string, string> = {}) => ({
  category: category === null ? null : { code: category, name: category },
  attributes,
});
const codes = (of: ReturnType<typeof article>) =>
  attributesOf(of, all, categories).map(({ code }) => code);

test("an article has the attributes of its category and of all above it", () => {
  expect(codes(article("shirts"))).toEqual(["origin", "size", "collar"]);
  expect(codes(article("clothes"))).toEqual(["origin", "size"]);
  expect(codes(article(null))).toEqual(["origin"]);
});

test("a value from another category can be seen and taken away", () => {
  expect(codes(article("shirts", { harvest: "2026" }))).toEqual([
    "origin",
    "size",
    "collar",
    "harvest",
  ]);
});
