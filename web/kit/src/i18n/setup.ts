import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../format/language";
import type {} from "./texts";

/** A namespace's texts: a tree of sentences. */
export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/** All texts of one language, by namespace. */
export type Bundle = Readonly<Record<string, TextTree>>;

/** Fetches the texts of one language; only the reader's own is ever loaded. */
export type LoadBundle = (language: Language) => Promise<Bundle>;

/** createI18n starts the texts of a face in the reader's language. */
export async function createI18n(language: Language, load: LoadBundle): Promise<i18n> {
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: language,
    resources: { [language]: await load(language) },
    fallbackLng: false,
    interpolation: { escapeValue: false }, // React escapes what it renders
    returnNull: false,
  });
  return instance;
}

/** speak changes the language, fetching its texts the first time. */
export async function speak(instance: i18n, language: Language, load: LoadBundle): Promise<void> {
  if (!instance.hasResourceBundle(language, "kit")) {
    for (const [namespace, texts] of Object.entries(await load(language))) {
      instance.addResourceBundle(language, namespace, texts);
    }
  }
  await instance.changeLanguage(language);
}
