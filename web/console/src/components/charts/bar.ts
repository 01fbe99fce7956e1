import { neutral } from "@habitue/kit/theme/tokens";
import {
  type SeriesData,
  seriesColour,
  seriesPicking,
  seriesTable,
  seriesTooltip,
  shortLabel,
  shownSeries,
} from "./cartesian";
import { axisInk, inked, type Look, legendInk, type Plot, tooltipInk } from "./plot";

interface BarShape {
  /** Lying bars, the first category on top: for names that are words. */
  readonly lying?: boolean;
  readonly stacked?: boolean;
}

/** barPlot draws a comparison; stacked, the shares of a whole. */
export function barPlot(data: SeriesData, shape: BarShape = {}): Plot<string> {
  const { lying = false } = shape;
  return {
    table: seriesTable(data),
    picking: seriesPicking(data, lying ? "y" : "x"),
    option: (look) => {
      const categories = {
        ...axisInk(look),
        type: "category",
        data: data.categories.map(({ name }) => name),
        inverse: lying,
        ...(lying && {
          axisLabel: {
            color: neutral[look.scheme].text,
            fontSize: 12,
            width: 128,
            overflow: "truncate",
          },
        }),
      };
      const values = {
        ...axisInk(look),
        type: "value",
        // Lying bars carry their figures, so that an axis would say it twice.
        ...(lying && !shape.stacked && { splitLine: { show: false } }),
        axisLabel: lying
          ? { show: Boolean(shape.stacked), formatter: shortLabel(data) }
          : { ...axisInk(look).axisLabel, formatter: shortLabel(data) },
      };
      const names = shownSeries(data).map(({ name }) => name);
      const top = names.length > 1 ? 32 : 16;
      return {
        ...inked(look),
        legend: legendInk(look, names),
        grid: { top, left: 8, right: lying ? 72 : 16, bottom: 8, containLabel: true },
        tooltip: {
          ...tooltipInk(look),
          trigger: "axis",
          axisPointer: { type: "shadow" },
          formatter: seriesTooltip(data, look.scheme),
        },
        xAxis: lying ? values : categories,
        yAxis: lying ? categories : values,
        series: bars(data, shape, look),
      };
    },
  };
}

function bars(data: SeriesData, { lying, stacked }: BarShape, look: Look) {
  const shown = shownSeries(data);
  return shown.map((series, place) => {
    const colour = seriesColour(series, place, shown.length, look.scheme);
    return {
      type: "bar",
      name: series.name,
      data: series.values,
      ...(stacked && { stack: "whole" }),
      barMaxWidth: 28,
      itemStyle: {
        color: colour,
        borderRadius: stacked ? 0 : lying ? [0, 3, 3, 0] : [3, 3, 0, 0],
        // Parts of a stack are parted by the ground, not by colour alone.
        ...(stacked && { borderColor: neutral[look.scheme].surface, borderWidth: 1 }),
      },
      emphasis: { focus: "series" },
      label: {
        show: Boolean(lying && !stacked && !series.quiet),
        position: "right",
        color: neutral[look.scheme].quiet,
        formatter: ({ value }: { value: number }) => shortLabel(data)(value),
      },
    };
  });
}
