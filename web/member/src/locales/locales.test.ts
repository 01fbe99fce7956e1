import type { TextTree } from "@habitue/kit/i18n/setup";
import { expect, test } from "vitest";
import en from "./en/me.json";
import zhCN from "./zh-CN/me.json";

const plural = /_(one|other)$/;

function flatten(tree: TextTree, path = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] => {
    const key = path ? `${path}.${name}` : name;
    return typeof value === "string" ? [[key, value]] : flatten(value, key);
  });
}

const keys = (tree: TextTree) =>
  new Set(flatten(tree).map(([key]) => key.replace(plural, ""))) as ReadonlySet<string>;

test("both languages say the same things", () => {
  expect([...keys(en)].sort()).toEqual([...keys(zhCN)].sort());
});

test("both ask for the same values", () => {
  const values = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
  const chinese = new Map(flatten(zhCN).map(([key, text]) => [key.replace(plural, ""), text]));
  for (const [key, text] of flatten(en)) {
    expect(values(text), key).toEqual(values(chinese.get(key.replace(plural, "")) ?? ""));
  }
});

test("English has no Chinese, and no text is empty", () => {
  for (const [key, text] of flatten(en)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
  for (const [key, text] of [...flatten(en), ...flatten(zhCN)]) expect(text, key).not.toBe("");
});
