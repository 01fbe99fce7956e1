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
