import { expect, test } from "vitest";
import { sizesOf } from "./sizes";

const table = (schema: string, name: string, rows: number | null, bytes: number) => {
  return { schema, name, class: "local", rows, bytes, index_bytes: bytes / 2 };
};

test("tables stand under their owner, the largest first, and what was not counted is not zero", () => {
  const sizes = sizesOf([
    table("org", "store", 3, 10),
    table("orders", "line", null, 40),
    table("orders", "orders", 20, 60),
    table("id", "none", null, 2),
  ]);
  expect(sizes.map(({ name, rows, bytes }) => [name, rows, bytes])).toEqual([
    ["orders", 20, 100],
    ["org", 3, 10],
    ["id", null, 2],
  ]);
  expect(sizes[0]?.children?.map(({ key }) => key)).toEqual(["orders.orders", "orders.line"]);
});
