import type { Scheme } from "./tokens";

/**
 * The colours of charts. A colour means the same thing on every page, so all
 * are given out here. They keep 3 : 1 against the ground that a mark stands on
 * and stay apart for eyes that do not see red and green: neighbours differ in
 * lightness as well as in hue, and a name always stands beside them.
 */
interface ChartColours {
  /** What a chart is about; everything else is grey. */
  readonly accent: string;
  /** What the accent is compared with. */
  readonly before: string;
  /** Series that have no meaning of their own, in this order; never more than these. */
  readonly series: readonly [string, ...string[]];
  /** Whatever was folded into one. */
  readonly others: string;
  /** From nothing to most, for the cells of a heat map. */
  readonly ramp: readonly [string, string, string];
  /** Levels from the lowest up. */
  readonly levels: readonly [string, ...string[]];
  readonly channels: Readonly<Record<ChannelKind, string>>;
  readonly values: Readonly<Record<ValueClass, string>>;
}

/** Where a purchase happens, as the API names the kinds of channels. */
export const channelKinds = [
  "till",
  "mini_program",
  "app",
  "web_shop",
  "delivery_platform",
  "other",
] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** The value classes that a retailer sorts members into. */
export const valueClasses = ["high", "medium", "low", "potential", "dormant"] as const;
export type ValueClass = (typeof valueClasses)[number];

export const chartColours: Record<Scheme, ChartColours> = {
  light: {
    accent: "#0f6b5c",
    before: "#7d8a87",
    series: ["#0f6b5c", "#c25700", "#3a6fc4", "#8f3f97", "#8a6d00", "#1d9a88", "#b0306a"],
    others: "#7d8a87",
    ramp: ["#e6f1ee", "#57a797", "#07463b"],
    levels: ["#7d8a87", "#3f78ad", "#b07a00", "#5a47b5", "#a8265d"],
    channels: {
      till: "#0f6b5c",
      mini_program: "#3a6fc4",
      app: "#8f3f97",
      web_shop: "#b07a00",
      delivery_platform: "#c25700",
      other: "#7d8a87",
    },
    values: {
      high: "#0f6b5c",
      medium: "#3a6fc4",
      low: "#7d8a87",
      potential: "#b07a00",
      dormant: "#8f3f97",
    },
  },
  dark: {
    accent: "#5cc4b0",
    before: "#7f8d8a",
    series: ["#5cc4b0", "#f0975a", "#7eb0f0", "#d09be0", "#dcc05a", "#2f9c88", "#f08bb5"],
    others: "#7f8d8a",
    ramp: ["#1f2e2b", "#2f8877", "#a4ecdc"],
    levels: ["#8b9996", "#7eb0e0", "#e3b64e", "#a99bf5", "#f08bb5"],
    channels: {
      till: "#5cc4b0",
      mini_program: "#7eb0f0",
      app: "#d09be0",
      web_shop: "#e3b64e",
      delivery_platform: "#f0975a",
      other: "#8b9996",
    },
    values: {
      high: "#5cc4b0",
      medium: "#7eb0f0",
      low: "#8b9996",
      potential: "#e3b64e",
      dormant: "#d09be0",
    },
  },
};

/** levelColour is a level's colour by its place from the lowest up; places beyond share the last. */
export function levelColour(scheme: Scheme, rank: number): string {
  const { levels } = chartColours[scheme];
  return levels[Math.min(Math.max(rank, 0), levels.length - 1)] ?? levels[0];
}

/** channelColour is a channel's colour by what kind it is. */
export function channelColour(scheme: Scheme, kind: string): string {
  const { channels } = chartColours[scheme];
  return channels[kind as ChannelKind] ?? channels.other;
}

/** valueColour is the colour of a value class; a class that a retailer made up is one of the others. */
export function valueColour(scheme: Scheme, valueClass: string): string {
  const { values, others } = chartColours[scheme];
  return values[valueClass as ValueClass] ?? others;
}
