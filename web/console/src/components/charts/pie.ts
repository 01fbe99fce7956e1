import type { Language } from "@habitue/kit/format/language";
import { type Measure, measureExact, measureNumber } from "@habitue/kit/format/measure";
import { chartColours } from "@habitue/kit/theme/chart-colours";
import { neutral, type Scheme } from "@habitue/kit/theme/tokens";
import { inked, type Plot, tooltip, tooltipInk } from "./plot";

export interface Part {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly colour?: (scheme: Scheme) => string;
}

export interface PieData {
  readonly parts: readonly Part[];
  readonly measure: Measure;
  readonly axis: string;
  readonly counted: string;
  readonly share: string;
  /** What the small parts together are called. */
  readonly others: string;
  readonly language: Language;
}

/** A pie of more parts is not read by anybody: the smallest become one. */
export const mostParts = 5;
const othersKey = "\u0000others";

/** piePlot draws the shares of a whole in at most five parts; the table has all of them. */
export function piePlot(data: PieData): Plot<string> {
  const whole = data.parts.reduce((sum, { value }) => sum + value, 0);
  const shareOf = (value: number) => (whole === 0 ? null : Math.round((value / whole) * 10_000));
  const shareText = (value: number) =>
    measureNumber(shareOf(value) ?? 0, { kind: "share" }, data.language);
  const drawn = folded(data);
  return {
    table: {
      columns: [
        { title: data.axis },
        { title: data.counted, measure: data.measure },
        { title: data.share, measure: { kind: "share" } },
      ],
      rows: data.parts.map(({ key, name, value }) => ({
        key,
        cells: [name, value, shareOf(value)],
        pick: key,
      })),
    },
    picking: {
      by: "thing",
      of: ({ dataIndex }) => {
        const part = drawn[dataIndex ?? -1];
        return part && part.key !== othersKey ? part.key : null;
      },
    },
    option: (look) => ({
      ...inked(look),
      tooltip: {
        ...tooltipInk(look),
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const part = drawn[dataIndex];
          if (!part) return "";
          return tooltip(part.name, [
            { name: data.counted, value: measureExact(part.value, data.measure, data.language) },
            { name: data.share, value: shareText(part.value) },
          ]);
        },
      },
      series: [
        {
          type: "pie",
          radius: ["48%", "72%"],
          startAngle: 90,
          data: drawn.map(({ name, value, key, colour }, place) => ({
            name,
            value,
            itemStyle: { color: partColour(key, colour, place, look.scheme) },
          })),
          itemStyle: { borderColor: neutral[look.scheme].surface, borderWidth: 2 },
          label: {
            color: neutral[look.scheme].text,
            fontSize: 12,
            lineHeight: 18,
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const part = drawn[dataIndex];
              return part ? `${part.name}\n${shareText(part.value)}` : "";
            },
          },
          labelLine: { lineStyle: { color: neutral[look.scheme].edge } },
        },
      ],
    }),
  };
}

function folded({ parts, others }: PieData): readonly Part[] {
  if (parts.length <= mostParts) return parts;
  const bySize = [...parts].sort((one, other) => other.value - one.value);
  const rest = bySize.slice(mostParts - 1).reduce((sum, { value }) => sum + value, 0);
  return [...bySize.slice(0, mostParts - 1), { key: othersKey, name: others, value: rest }];
}

function partColour(key: string, colour: Part["colour"], place: number, scheme: Scheme): string {
  const { series, others } = chartColours[scheme];
  if (key === othersKey) return others;
  return colour?.(scheme) ?? series[place % series.length] ?? others;
}
