import type { Language } from "@habitue/kit/format/language";
import type { Bundle } from "@habitue/kit/i18n/setup";

/** loadWords fetches one language: each is a file of its own, and few readers need two. */
export async function loadWords(language: Language): Promise<Bundle> {
  switch (language) {
    case "zh-CN":
      return (await import("./zh-CN/words")).words;
    case "en":
      return (await import("./en/words")).words;
  }
}
