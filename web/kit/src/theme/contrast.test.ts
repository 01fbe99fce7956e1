import { expect, test } from "vitest";
import { contrast } from "./contrast";
import { brandHue, levelSwatches, neutral, type Scheme, signal } from "./tokens";

const schemes: Scheme[] = ["light", "dark"];

test("black on white has the greatest contrast and a colour on itself the least", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#0f6b5c", "#0f6b5c")).toBeCloseTo(1);
});

test.each(schemes)("everything that is read in %s keeps 4.5 : 1", (scheme) => {
  const brand = brandHue[scheme];
  const grey = neutral[scheme];
  const read: [string, string, string][] = [
    ["on a filled button", brand.onFill, brand.fill],
    ["the chosen entry", brand.text, brand.tint],
    ["a chosen option", grey.text, brand.tint],
    ...[grey.surface, grey.canvas, grey.raised].flatMap((ground): [string, string, string][] => [
      ["brand text", brand.text, ground],
      ["text", grey.text, ground],
      ["quiet text", grey.quiet, ground],
      ["credit", signal[scheme].good, ground],
      ["debit", signal[scheme].bad, ground],
      ["warning", signal[scheme].warn, ground],
    ]),
    ...levelSwatches[scheme].map((level, rank): [string, string, string] => {
      return [`level ${rank}`, level.ink, level.ground];
    }),
  ];
  for (const [what, ink, ground] of read) {
    expect(contrast(ink, ground), `${what}: ${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  }
});
