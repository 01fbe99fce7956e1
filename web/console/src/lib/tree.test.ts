import { type Id, id } from "@habitue/kit/brand";
import { expect, test } from "vitest";
import { insideOf, pathsOf, treeOf } from "./tree";

const item = (name: string, parent: string | null, position = 0) => ({
  id: id(name),
  code: name,
  name,
  parent_id: parent as Id | null,
  position,
});
const items = [
  item("fruit", "tea", 1),
  item("milk", "tea", 0),
  item("food", null),
  item("tea", "drinks"),
  item("drinks", null),
];

test("each hangs under its parent, by place and then by code", () => {
  const [drinks, food] = treeOf(items);
  expect([drinks?.name, food?.name, food?.children]).toEqual(["drinks", "food", undefined]);
  expect(drinks?.children?.[0]?.children?.map(({ name }) => name)).toEqual(["milk", "fruit"]);
});

test("a path names what is above", () => {
  expect(pathsOf(items).get(id("milk"))).toBe("drinks / tea / milk");
});

test("inside is itself and all below", () => {
  expect([...insideOf(items, id("drinks"))].sort()).toEqual(["drinks", "fruit", "milk", "tea"]);
});
