import { chooseLanguage, isLanguage, type Language } from "@habitue/kit/format/language";
import { createI18n } from "@habitue/kit/i18n/setup";
import type { i18n } from "i18next";
import { createContext, useContext } from "react";
import { loadWords } from "../locales/load";

const languageKey = "habitue.language";

/** What the first page is drawn with. */
export interface Start {
  readonly i18n: i18n;
  readonly language: Language;
}

let spoken: Language = "zh-CN";

/** spokenLanguage is what requests ask for answers in. */
export function spokenLanguage(): Language {
  return spoken;
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(languageKey, language);
  noteLanguage(language);
}

function noteLanguage(language: Language): void {
  spoken = language;
  document.documentElement.lang = language;
}

/** startLanguage fetches the words of the reader's language before anything is drawn. */
export async function startLanguage(): Promise<Start> {
  const kept = localStorage.getItem(languageKey);
  const language = chooseLanguage([isLanguage(kept) ? kept : null, ...navigator.languages]);
  noteLanguage(language);
  return { i18n: await createI18n(language, loadWords), language };
}

export interface Speaking {
  readonly language: Language;
  readonly speak: (language: Language) => Promise<void>;
}

export const SpeakingContext = createContext<Speaking>({
  language: "zh-CN",
  speak: async () => {},
});

export function useSpeaking(): Speaking {
  return useContext(SpeakingContext);
}
