import {
  type SeriesData,
  seriesColour,
  seriesPicking,
  seriesTable,
  seriesTooltip,
  shortLabel,
  shownSeries,
} from "./cartesian";
import { axisInk, inked, type Plot, tooltipInk } from "./plot";

/** linePlot draws how figures went: a trend. Each line is named at its end, not in a legend. */
export function linePlot(data: SeriesData): Plot<string> {
  return {
    table: seriesTable(data),
    picking: seriesPicking(data, "x"),
    option: (look) => {
      const shown = shownSeries(data);
      const named = shown.length > 1;
      return {
        ...inked(look),
        grid: { top: 16, left: 8, right: named ? 96 : 16, bottom: 8, containLabel: true },
        tooltip: {
          ...tooltipInk(look),
          trigger: "axis",
          formatter: seriesTooltip(data, look.scheme),
        },
        xAxis: {
          ...axisInk(look),
          type: "category",
          boundaryGap: false,
          data: data.categories.map(({ name }) => name),
        },
        yAxis: {
          ...axisInk(look),
          type: "value",
          axisLabel: { ...axisInk(look).axisLabel, formatter: shortLabel(data) },
        },
        series: shown.map((series, place) => {
          const colour = seriesColour(series, place, shown.length, look.scheme);
          return {
            type: "line",
            name: series.name,
            data: series.values,
            connectNulls: false,
            // A click near a day means that day; single days between gaps stay seen.
            showSymbol: data.categories.length <= 31,
            symbolSize: 5,
            triggerLineEvent: false,
            color: colour,
            z: series.quiet ? 1 : 2,
            lineStyle: { width: 2, color: colour, type: series.quiet ? "dashed" : "solid" },
            itemStyle: { color: colour },
            emphasis: { focus: "series" },
            labelLayout: { moveOverlap: "shiftY" },
            endLabel: {
              show: named,
              formatter: () => series.name,
              color: colour,
              width: 88,
              overflow: "truncate",
            },
          };
        }),
      };
    },
  };
}
