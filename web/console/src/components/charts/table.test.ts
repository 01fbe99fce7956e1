import { expect, test } from "vitest";
import { type ChartTable, csvOf, hasData } from "./table";

const table: ChartTable<unknown> = {
  columns: [
    { title: "门店" },
    { title: "销售额", measure: { kind: "money", currency: "CNY" } },
    { title: "会员占比", measure: { kind: "share" } },
  ],
  rows: [
    { key: "a", cells: ["南京东路店", 123_450, 4_153] },
    { key: "b", cells: ['=HYPERLINK("http://x")', -500, null] },
    { key: "c", cells: ["滨江店, 二层", 0, 10_000] },
  ],
};

test("a file opens in a spreadsheet with its units, and runs nothing", () => {
  expect(csvOf(table)).toBe(
    "\uFEFF门店,销售额 (CNY),会员占比 (%)\r\n" +
      "南京东路店,1234.50,41.53\r\n" +
      '"\'=HYPERLINK(""http://x"")",-5.00,\r\n' +
      '"滨江店, 二层",0.00,100.00\r\n',
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])("%j is written as a word", (name) => {
  const csv = csvOf({ columns: [{ title: "name" }], rows: [{ key: "x", cells: [name] }] });
  expect(csv.replace("\uFEFFname\r\n", "").replaceAll('"', "").startsWith("'")).toBe(true);
});

test("a chart in which no figure was told has no data; zero is a figure", () => {
  const of = (cell: number | null) => ({
    columns: [{ title: "day" }, { title: "n", measure: { kind: "share" } as const }],
    rows: [{ key: "1", cells: ["2026-01-01", cell] }],
  });
  expect(hasData(of(null))).toBe(false);
  expect(hasData(of(0))).toBe(true);
});
