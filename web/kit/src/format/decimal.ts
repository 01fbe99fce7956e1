/**
 * decimalText writes an integer in units of 10^-scale as a decimal text without
 * passing through a fraction: 123450 at scale 2 is "1234.50", whatever a float
 * would make of it. Intl formats such a text digit by digit.
 */
export function decimalText(value: number, scale: number): Intl.StringNumericLiteral {
  const digits = Math.abs(value)
    .toString()
    .padStart(scale + 1, "0");
  const sign = value < 0 ? "-" : "";
  const units = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? "" : `.${digits.slice(-scale)}`;
  return `${sign}${units}${fraction}` as Intl.StringNumericLiteral;
}

/**
 * wholeOf reads what somebody typed ("1,234.5") in units of 10^-scale, again
 * without a fraction on the way; null where that is no such number.
 */
export function wholeOf(typed: string, scale: number): number | null {
  const [, units = "", fraction = ""] =
    /^(\d{1,12})(?:\.(\d*))?$/.exec(typed.replace(/[,，\s]/g, "")) ?? [];
  if (units === "" || fraction.length > scale) return null;
  return Number(units + fraction.padEnd(scale, "0"));
}
