import type { Language } from "@habitue/kit/format/language";
import { type Measure, measureExact, measureShort } from "@habitue/kit/format/measure";
import { chartColours } from "@habitue/kit/theme/chart-colours";
import { neutral } from "@habitue/kit/theme/tokens";
import type { Category } from "./cartesian";
import { axisInk, inked, type Look, type Plot, tooltip, tooltipInk } from "./plot";
import type { ChartTable } from "./table";

export interface HeatData {
  readonly columns: readonly Category[];
  readonly rows: readonly Category[];
  /** A value for a row's and a column's key, or null where nothing was told. */
  readonly valueAt: (row: string, column: string) => number | null;
  readonly measure: Measure;
  readonly columnAxis: string;
  readonly rowAxis: string;
  /** What is counted, such as "orders". */
  readonly counted: string;
  readonly language: Language;
  /** Writes the figure into each cell, where the cells are few. */
  readonly written?: boolean;
}

export interface HeatPick {
  readonly row: string;
  readonly column: string;
}

/** heatPlot draws where there is much and where little: hours of the week, cohorts, RFM. */
export function heatPlot(data: HeatData): Plot<HeatPick> {
  const cells = data.rows.flatMap((row, y) => {
    return data.columns.flatMap((column, x) => {
      const value = data.valueAt(row.key, column.key);
      return value === null ? [] : [{ x, y, row, column, value }];
    });
  });
  const most = Math.max(1, ...cells.map(({ value }) => value));
  return {
    table: heatTable(data),
    picking: {
      by: "thing",
      of: ({ dataIndex }) => {
        const cell = cells[dataIndex ?? -1];
        return cell ? { row: cell.row.key, column: cell.column.key } : null;
      },
    },
    option: (look) => ({
      ...inked(look),
      grid: { top: 8, left: 8, right: 8, bottom: 44, containLabel: true },
      tooltip: {
        ...tooltipInk(look),
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const cell = cells[dataIndex];
          if (!cell) return "";
          const value = measureExact(cell.value, data.measure, data.language);
          return tooltip(`${cell.row.name} · ${cell.column.name}`, [{ name: data.counted, value }]);
        },
      },
      xAxis: axis(data.columns, look, false),
      yAxis: axis(data.rows, look, true),
      visualMap: {
        min: 0,
        max: most,
        calculable: false,
        orient: "horizontal",
        left: "center",
        bottom: 0,
        itemHeight: 160,
        itemWidth: 10,
        inRange: { color: [...chartColours[look.scheme].ramp] },
        text: [measureShort(most, data.measure, data.language), "0"],
        textStyle: { color: neutral[look.scheme].quiet, fontSize: 12 },
      },
      series: [
        {
          type: "heatmap",
          data: cells.map(({ x, y, value }) => ({
            value: [x, y, value],
            label: { color: labelColour(value / most, look) },
          })),
          label: {
            show: data.written ?? false,
            fontSize: 12,
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const cell = cells[dataIndex];
              return cell ? measureShort(cell.value, data.measure, data.language) : "";
            },
          },
          itemStyle: { borderColor: neutral[look.scheme].surface, borderWidth: 2, borderRadius: 4 },
          emphasis: { itemStyle: { borderColor: neutral[look.scheme].text, borderWidth: 1 } },
        },
      ],
    }),
  };
}

function axis(categories: readonly Category[], look: Look, inverse: boolean) {
  return {
    ...axisInk(look),
    type: "category",
    inverse,
    axisLine: { show: false },
    splitLine: { show: false },
    data: categories.map(({ name }) => name),
  };
}

/** What is written on a cell turns with its ground: the ramp's middle takes either. */
function labelColour(share: number, { scheme }: Look): string {
  const { text, surface } = neutral[scheme];
  return share > (scheme === "dark" ? 0.55 : 0.6) ? surface : text;
}

function heatTable(data: HeatData): ChartTable<HeatPick> {
  return {
    columns: [
      { title: data.rowAxis },
      { title: data.columnAxis },
      { title: data.counted, measure: data.measure },
    ],
    rows: data.rows.flatMap((row) => {
      return data.columns.map((column) => ({
        key: `${row.key} ${column.key}`,
        cells: [row.name, column.name, data.valueAt(row.key, column.key)],
        pick: { row: row.key, column: column.key },
      }));
    }),
  };
}
