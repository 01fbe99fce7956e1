import { FaceProviders } from "@habitue/kit/components/FaceProviders";
import type { Language } from "@habitue/kit/format/language";
import { speak as change } from "@habitue/kit/i18n/setup";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { I18nextProvider } from "react-i18next";
import { followWords } from "../locales/late";
import { loadWords } from "../locales/load";
import { SpeakingContext, type Start } from "./language";

/** LanguageProvider holds the language that everything below is written in. */
export function LanguageProvider({ start, children }: { start: Start; children: ReactNode }) {
  const queryClient = useQueryClient();
  const [spoken, setSpoken] = useState({ language: start.language, antd: start.antd });

  const speak = useCallback(
    async (language: Language) => {
      const words = await loadWords(language);
      await followWords(start.i18n, language);
      document.documentElement.lang = language;
      await change(start.i18n, language, async () => words.texts);
      setSpoken({ language, antd: words.antd });
      // Reasons, names and rules are worded by the server: ask again. What is
      // not on the page is dropped, so that no old words ever come back.
      queryClient.removeQueries({ type: "inactive" });
      await queryClient.invalidateQueries();
    },
    [start.i18n, queryClient],
  );

  const speaking = useMemo(() => ({ language: spoken.language, speak }), [spoken.language, speak]);
  return (
    <SpeakingContext value={speaking}>
      <I18nextProvider i18n={start.i18n}>
        <FaceProviders locale={spoken.antd}>{children}</FaceProviders>
      </I18nextProvider>
    </SpeakingContext>
  );
}
