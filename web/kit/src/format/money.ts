import type { Minor } from "../brand";
import { decimalText } from "./decimal";
import type { Language } from "./language";
import { memo } from "./memo";
import { shortenFrom } from "./number";

const exact = memo((language: string, currency: string) => {
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
});

const short = memo((language: string, currency: string) => {
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    notation: "compact",
    maximumFractionDigits: 1,
  });
});

const brief = memo((language: string, currency: string) => {
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    trailingZeroDisplay: "stripIfInteger",
  });
});

/** How many digits a currency has behind its point (ISO 4217). */
export function exponentOf(currency: string): number {
  return exact("en", currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** ¥1,234.50, exact to the last minor unit. */
export function formatMoney(amount: Minor, currency: string, language: Language): string {
  const decimal = decimalText(amount, exponentOf(currency));
  return withMinus(exact(language, currency).format(decimal));
}

/** ¥1,000 for a round amount, ¥999.50 for any other: for thresholds, which are mostly round. */
export function formatMoneyBrief(amount: Minor, currency: string, language: Language): string {
  return withMinus(brief(language, currency).format(decimalText(amount, exponentOf(currency))));
}

/** ¥12.3万 or ¥123.5K from shortenFrom on, exact below. */
export function formatMoneyShort(amount: Minor, currency: string, language: Language): string {
  const exponent = exponentOf(currency);
  if (Math.abs(amount) < shortenFrom * 10 ** exponent) {
    return formatMoney(amount, currency, language);
  }
  return withMinus(short(language, currency).format(decimalText(amount, exponent)));
}

function withMinus(text: string): string {
  return text.replace("-", "\u2212");
}
