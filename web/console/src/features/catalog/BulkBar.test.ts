import { id } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import type { Article } from "./api/list-articles";
import { filingsOf } from "./BulkBar";

const article = {
  id: id("1"),
  version: 3,
  category: { code: "tea", name: "Tea" },
  brand: null,
  earns: true,
} as Article;

test("what is not changed stays as it was seen", () => {
  expect(filingsOf([article], { brand: "house" }).articles).toEqual([
    { id: "1", version: 3, category: "tea", brand: "house", earns: true },
  ]);
});

test("no category is said by an empty one", () => {
  expect(filingsOf([article], { category: "" }).articles[0]?.category).toBe("");
});
