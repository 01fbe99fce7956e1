/** The languages every text exists in; the first is what a reader gets who states none. */
export const languages = ["zh-CN", "en"] as const;

export type Language = (typeof languages)[number];

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** chooseLanguage picks the first language of a reader's wishes that we speak. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split("-")[0];
    const match = languages.find((language) => language.toLowerCase().split("-")[0] === primary);
    if (match) return match;
  }
  return languages[0];
}
