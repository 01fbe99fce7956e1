import type { Language } from "@habitue/kit/format/language";
import { type Measure, measureShort } from "@habitue/kit/format/measure";
import { barPlot } from "./bar";
import type { Plot } from "./plot";

/** How many fall between two values; `until` is the first value of the next bin. */
export interface Bin {
  readonly from: number;
  /** None for the last bin, which has no end. */
  readonly until: number | null;
  readonly count: number;
}

export interface HistogramData {
  readonly bins: readonly Bin[];
  /** What the bins measure, such as money. */
  readonly along: Measure;
  readonly axis: string;
  /** What is counted in each bin. */
  readonly counted: string;
  readonly measure: Measure;
  readonly language: Language;
}

/** histogramPlot draws how figures are spread. */
export function histogramPlot(data: HistogramData): Plot<string> {
  const short = (value: number) => measureShort(value, data.along, data.language);
  const series = {
    categories: data.bins.map(({ from, until }) => ({
      key: String(from),
      name: until === null ? `≥ ${short(from)}` : `${short(from)} – ${short(until)}`,
    })),
    series: [{ key: "count", name: data.counted, values: data.bins.map(({ count }) => count) }],
    measure: data.measure,
    axis: data.axis,
    language: data.language,
  };
  return barPlot(series, { touching: true });
}
