import { decimalText } from "./decimal";
import type { Language } from "./language";
import { memo } from "./memo";

const plain = memo((language: string) => new Intl.NumberFormat(language));
const signed = memo((language: string) => {
  return new Intl.NumberFormat(language, { signDisplay: "exceptZero" });
});
const short = memo((language: string) => {
  return new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
});
const multiple = memo((language: string) => {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
});

const counted = memo((language: string, scale: string) => {
  return new Intl.NumberFormat(language, { maximumFractionDigits: Number(scale) });
});

/** From here on a figure on a card is shortened, with the exact one on hover. */
export const shortenFrom = 100_000;

/** 12,345 */
export function formatNumber(value: number, language: Language): string {
  return plain(language).format(value);
}

/** +12,345, −12,345, 0: the sign is a real minus, not a hyphen. */
export function formatSigned(value: number, language: Language): string {
  return signed(language).format(value).replace("-", "\u2212");
}

/** 12.3万 or 12.3K from shortenFrom on, exact below. */
export function formatShort(value: number, language: Language): string {
  return Math.abs(value) < shortenFrom
    ? formatNumber(value, language)
    : short(language).format(value);
}

/** 1.5 from 15,000 basis points. */
export function formatMultiplier(bps: number, language: Language): string {
  return multiple(language).format(bps / 10_000);
}

/** 1.25 from 1,250 at scale 3: a quantity keeps every digit it was reported with. */
export function formatQuantity(quantity: number, scale: number, language: Language): string {
  return counted(language, String(scale)).format(decimalText(quantity, scale));
}
