import { expect, test } from "vitest";
import { barPlot } from "./bar";
import type { SeriesData } from "./cartesian";
import { extremesOf } from "./describe";
import { flowPlot } from "./flow";
import { heatPlot } from "./heat";
import { linePlot } from "./line";
import type { Look } from "./plot";

const look: Look = { scheme: "light", motion: false };
const people = { kind: "count", unit: "人" } as const;
const days = ["09-01", "09-02"].map((key) => ({ key, name: key }));

function trend(names: string[]): SeriesData {
  const series = names.map((name, at) => ({ key: name, name, values: [at, null] }));
  return { categories: days, series, measure: people, axis: "日期", language: "zh-CN" };
}

function seriesOf(option: object): Record<string, unknown>[] {
  return (option as { series: Record<string, unknown>[] }).series;
}

test("a trend keeps its gaps, and the table has what the drawing has not", () => {
  const plot = linePlot(trend(["a", "b", "c", "d", "e", "f", "g", "h", "i"]));
  const drawn = seriesOf(plot.option(look));
  expect(drawn).toHaveLength(7);
  expect(drawn[0]).toMatchObject({ data: [0, null], connectNulls: false });
  expect(plot.table.columns).toHaveLength(10);
  expect(plot.table.rows[1]?.cells).toEqual(["09-02", ...Array(9).fill(null)]);
});

test("one line is drawn in the accent; what it is compared with is grey and dashed", () => {
  const data = trend(["now", "before"]);
  const [now, before] = data.series;
  if (!now || !before) throw new Error("two series were made");
  const plot = linePlot({ ...data, series: [now, { ...before, quiet: true }] });
  expect(seriesOf(plot.option(look))[1]).toMatchObject({ lineStyle: { type: "dashed" } });
});

test("without motion nothing moves", () => {
  expect(linePlot(trend(["a"])).option(look)).toMatchObject({ animation: false });
});

test("a click anywhere in a bar's place picks its category", () => {
  const { picking } = barPlot(trend(["a"]), { lying: true });
  expect(picking).toMatchObject({ by: "place", axis: "y" });
  expect(picking.by === "place" && picking.of(1)).toBe("09-02");
  expect(picking.by === "place" && picking.of(7)).toBeNull();
});

test("a heat map draws no cell where nothing was told", () => {
  const plot = heatPlot({
    rows: days,
    columns: days,
    valueAt: (row, column) => (row === column ? 3 : null),
    measure: people,
    rowAxis: "周",
    columnAxis: "时",
    counted: "订单",
    language: "zh-CN",
  });
  expect(seriesOf(plot.option(look))[0]?.data).toHaveLength(2);
  expect(plot.picking.by === "thing" && plot.picking.of({ dataIndex: 1 })).toEqual({
    row: "09-02",
    column: "09-02",
  });
  expect(plot.table.rows).toHaveLength(4);
});

test("a flow between things of the same names has two sides", () => {
  const levels = ["gold", "silver"].map((key) => ({ key, name: key }));
  const plot = flowPlot({
    from: levels,
    to: levels,
    flows: [
      { from: "gold", to: "gold", value: 2 },
      { from: "gold", to: "silver", value: 1 },
      { from: "silver", to: "gold", value: 0 },
    ],
    measure: people,
    fromAxis: "前",
    toAxis: "后",
    counted: "会员",
    language: "zh-CN",
  });
  const [series] = seriesOf(plot.option(look));
  expect(series?.links).toHaveLength(2);
  expect(series?.data).toHaveLength(3);
  expect(plot.table.rows).toHaveLength(3);
});

test("a description names the top and the bottom", () => {
  const table = linePlot(trend(["a"])).table;
  expect(extremesOf(table, "zh-CN")).toEqual({
    highest: "0 人",
    highestAt: "09-01",
    lowest: "0 人",
    lowestAt: "09-01",
  });
});
