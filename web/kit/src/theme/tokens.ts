/** Light and dark, the two ways in which every face is drawn. */
export type Scheme = "light" | "dark";

/**
 * The one brand hue, a deep tea green. In the dark it is lightened, and what is
 * written on it is dark, so that both keep a contrast of 4.5 : 1.
 */
export const brandHue: Record<
  Scheme,
  { fill: string; onFill: string; text: string; tint: string }
> = {
  light: { fill: "#0f6b5c", onFill: "#ffffff", text: "#0f6b5c", tint: "#e0f0ec" },
  dark: { fill: "#5cc4b0", onFill: "#06231d", text: "#6fd0bd", tint: "#1b3a34" },
};

interface Neutral {
  readonly canvas: string;
  readonly surface: string;
  readonly raised: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly edge: string;
}

/** Grounds and greys: `canvas` is the page, `surface` lies on it, `raised` floats above; `edge` goes around what can be used. */
export const neutral: Record<Scheme, Neutral> = {
  light: {
    canvas: "#f4f6f6",
    surface: "#ffffff",
    raised: "#ffffff",
    text: "#1b2524",
    quiet: "#5a6664",
    line: "#dfe5e4",
    edge: "#c4cdcb",
  },
  dark: {
    canvas: "#101615",
    surface: "#18201f",
    raised: "#232d2b",
    text: "#e7eceb",
    quiet: "#9fadaa",
    line: "#2c3836",
    edge: "#43514e",
  },
};

/** What a sign of credit, debit, warning is written in. */
export const signal: Record<Scheme, { good: string; bad: string; warn: string }> = {
  light: { good: "#17703a", bad: "#b42318", warn: "#8a5100" },
  dark: { good: "#6bcf8f", bad: "#ff8d80", warn: "#f3b95f" },
};

/** The ground on which a sign of that meaning is written, and the edge around it. */
export const signalGround: Record<
  Scheme,
  Record<"good" | "bad" | "warn", { ground: string; edge: string }>
> = {
  light: {
    good: { ground: "#e5f4ea", edge: "#b4dcc2" },
    bad: { ground: "#fdecea", edge: "#f2beb8" },
    warn: { ground: "#fdf3e0", edge: "#ecd4a4" },
  },
  dark: {
    good: { ground: "#1b3324", edge: "#35604a" },
    bad: { ground: "#3d211e", edge: "#6f3d37" },
    warn: { ground: "#382b14", edge: "#665028" },
  },
};

export interface Swatch {
  readonly ink: string;
  readonly ground: string;
  readonly edge: string;
}

/**
 * A level has the same colour on every page and chart. Told apart by lightness
 * as well as by hue, and the level's name always stands beside it.
 */
export const levelSwatches: Record<Scheme, readonly [Swatch, ...Swatch[]]> = {
  light: [
    { ink: "#47524f", ground: "#eff2f1", edge: "#d3dbd9" },
    { ink: "#31506e", ground: "#e3edf6", edge: "#b9cee2" },
    { ink: "#754300", ground: "#fdf0d2", edge: "#ecd096" },
    { ink: "#4b3aa0", ground: "#ebe8fb", edge: "#c8c0f0" },
    { ink: "#8a1c4a", ground: "#fce8f0", edge: "#f0bcd2" },
  ],
  dark: [
    { ink: "#c3cdca", ground: "#2a3331", edge: "#414d4a" },
    { ink: "#a9cbeb", ground: "#1d2f40", edge: "#34506b" },
    { ink: "#f2c774", ground: "#3a2b0c", edge: "#64501f" },
    { ink: "#c4bafc", ground: "#2a2450", edge: "#4b4285" },
    { ink: "#f5a9c6", ground: "#421a2c", edge: "#6f3450" },
  ],
};

export const radius = 6;
export const fontSize = 14;
export const rowHeight = 44;
export const compactRowHeight = 36;

export const fontFamily = [
  "-apple-system",
  "BlinkMacSystemFont",
  '"Segoe UI"',
  "Roboto",
  '"PingFang SC"',
  '"Noto Sans CJK SC"',
  '"Noto Sans SC"',
  '"Microsoft YaHei"',
  "sans-serif",
].join(", ");
