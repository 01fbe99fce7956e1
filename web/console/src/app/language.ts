import { chooseLanguage, isLanguage, type Language } from "@habitue/kit/format/language";
import { createI18n } from "@habitue/kit/i18n/setup";
import type { Locale } from "antd/es/locale";
import type { i18n } from "i18next";
import { createContext, useContext } from "react";
import { loadWords } from "../locales/load";

const languageKey = "habitue.language";

/** What the first page is drawn with. */
export interface Start {
  readonly i18n: i18n;
  readonly language: Language;
  readonly antd: Locale;
}

/** startLanguage fetches the words of the reader's language before anything is drawn. */
export async function startLanguage(): Promise<Start> {
  const language = chooseLanguage([chosenLanguage(), ...navigator.languages]);
  const words = await loadWords(language);
  const i18n = await createI18n(language, async () => words.texts);
  document.documentElement.lang = language;
  return { i18n, language, antd: words.antd };
}

/** The language that this browser's reader chose by hand, if they ever did. */
export function chosenLanguage(): Language | null {
  const kept = localStorage.getItem(languageKey);
  return isLanguage(kept) ? kept : null;
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(languageKey, language);
}

export interface Speaking {
  readonly language: Language;
  /** Changes the language of everything on the page, what the server words included. */
  readonly speak: (language: Language) => Promise<void>;
}

export const SpeakingContext = createContext<Speaking | null>(null);

export function useSpeaking(): Speaking {
  const speaking = useContext(SpeakingContext);
  if (!speaking) throw new Error("useSpeaking outside of LanguageProvider");
  return speaking;
}
