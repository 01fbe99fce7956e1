import { expect, test } from "vitest";
import { channelColour, chartColours, levelColour, valueColour } from "./chart-colours";
import { contrast } from "./contrast";
import { neutral, type Scheme } from "./tokens";

const schemes: Scheme[] = ["light", "dark"];

test.each(schemes)("every mark of a chart in %s keeps 3 : 1 against its ground", (scheme) => {
  const { accent, before, series, others, levels, channels, values } = chartColours[scheme];
  const marks = [
    accent,
    before,
    others,
    ...series,
    ...levels,
    ...Object.values(channels),
    ...Object.values(values),
  ];
  for (const mark of marks) {
    expect(contrast(mark, neutral[scheme].surface), mark).toBeGreaterThanOrEqual(3);
  }
});

test.each(schemes)("colours of one kind in %s are told apart", (scheme) => {
  const { series, levels, channels, values } = chartColours[scheme];
  for (const kind of [series, levels, Object.values(channels), Object.values(values)]) {
    expect(new Set(kind).size).toBe(kind.length);
  }
});

test("what the retailer made up has a colour too", () => {
  expect(levelColour("light", 99)).toBe(levelColour("light", 4));
  expect(channelColour("dark", "kiosk")).toBe(chartColours.dark.channels.other);
  expect(valueColour("light", "sleeping-beauty")).toBe(chartColours.light.others);
});
