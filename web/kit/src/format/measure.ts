import { decimalText } from "./decimal";
import type { Language } from "./language";
import { memo } from "./memo";
import { exponentOf } from "./money";
import { shortenFrom } from "./number";

/**
 * What a figure counts, and so how it is written. Values are the API's own:
 * minor units for money, basis points for shares, tenths for `decimal`s of
 * scale 1.
 */
export type Measure =
  | { readonly kind: "count"; readonly unit: string }
  | { readonly kind: "decimal"; readonly unit: string; readonly scale: number }
  | { readonly kind: "money"; readonly currency: string }
  | { readonly kind: "share" };

const written = memo((language: string, style: string, currency: string, digits: string) => {
  const compact = style.endsWith("short");
  const whole = style.endsWith("whole");
  return new Intl.NumberFormat(language, {
    ...(currency && { style: "currency", currency, currencyDisplay: "narrowSymbol" }),
    ...(style.startsWith("share") && { style: "percent" }),
    ...(compact && {
      notation: "compact",
      maximumFractionDigits: 1,
      trailingZeroDisplay: "stripIfInteger",
    }),
    ...(whole && { maximumFractionDigits: 0 }),
    ...(!compact && !whole && digits && { maximumFractionDigits: Number(digits) }),
  });
});

/** measureExact writes a value to its last digit, with its unit where one is written beside it. */
export function measureExact(value: number, measure: Measure, language: Language): string {
  const text = measureNumber(value, measure, language);
  const unit = unitOf(measure);
  return unit ? `${text} ${unit}` : text;
}

/** measureNumber writes a value to its last digit without the unit. */
export function measureNumber(value: number, measure: Measure, language: Language): string {
  const currency = measure.kind === "money" ? measure.currency : "";
  const digits = measure.kind === "share" ? "1" : String(scaleOf(measure));
  return minus(written(language, measure.kind, currency, digits).format(decimalOf(value, measure)));
}

/** measureShort writes a value for an axis or a label: ¥12.3万, 12.3K, 41.5%. */
export function measureShort(value: number, measure: Measure, language: Language): string {
  if (measure.kind === "share") return measureNumber(value, measure, language);
  const currency = measure.kind === "money" ? measure.currency : "";
  // Below the reader's first short unit nothing is shortened; of money, only cents are.
  const size = Math.abs(value) / 10 ** scaleOf(measure);
  const isShort = size >= (language === "en" ? 1_000 : 10_000);
  if (!isShort && !(currency && size >= 100)) return briefly(value, measure, language);
  const style = `${measure.kind} ${isShort ? "short" : "whole"}`;
  return minus(written(language, style, currency, "").format(decimalOf(value, measure)));
}

/** A small value without the zeros behind its point. */
function briefly(value: number, measure: Measure, language: Language): string {
  return measureNumber(value, measure, language).replace(/\.0+$/, "");
}

/** A figure on a card: number and unit apart, the number shortened when it is large. */
export interface MeasureParts {
  readonly number: string;
  readonly unit: string;
  readonly exact: string;
}

/** measureParts writes a value for a card, shortened from shortenFrom on. */
export function measureParts(value: number, measure: Measure, language: Language): MeasureParts {
  const isLarge = Math.abs(value) >= shortenFrom * 10 ** scaleOf(measure);
  const number = isLarge
    ? measureShort(value, measure, language)
    : measureNumber(value, measure, language);
  return { number, unit: unitOf(measure), exact: measureExact(value, measure, language) };
}

/** measurePlain writes a value for a machine: digits and a point, as in a CSV file. */
export function measurePlain(value: number, measure: Measure): string {
  // A share is written in per cent, so that a spreadsheet shows what the page showed.
  if (measure.kind === "share") return decimalText(value, 2);
  return decimalText(value, scaleOf(measure));
}

/** unitOf is the unit that stands beside numbers; money and per cent carry theirs within. */
export function unitOf(measure: Measure): string {
  return measure.kind === "count" || measure.kind === "decimal" ? measure.unit : "";
}

function decimalOf(value: number, measure: Measure): Intl.StringNumericLiteral {
  return decimalText(Math.round(value), measure.kind === "share" ? 4 : scaleOf(measure));
}

function scaleOf(measure: Measure): number {
  switch (measure.kind) {
    case "count":
      return 0;
    case "share":
      return 4;
    case "decimal":
      return measure.scale;
    case "money":
      return exponentOf(measure.currency);
  }
}

function minus(text: string): string {
  return text.replace("-", "\u2212");
}
