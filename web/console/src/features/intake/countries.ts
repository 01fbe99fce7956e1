/** Countries that are offered first; any other can be typed by its two letters. */
export const countries = [
  "CN",
  "HK",
  "MO",
  "TW",
  "SG",
  "MY",
  "TH",
  "VN",
  "ID",
  "PH",
  "JP",
  "KR",
  "AU",
  "NZ",
  "GB",
  "IE",
  "FR",
  "DE",
  "AT",
  "CH",
  "IT",
  "ES",
  "PT",
  "NL",
  "BE",
  "US",
  "CA",
  "AE",
] as const;

/** countryName says a country by the reader's language: "中国 CN". */
export function countryName(code: string, language: string): string {
  const name = new Intl.DisplayNames(language, { type: "region" }).of(code);
  return name && name !== code ? `${name} ${code}` : code;
}
