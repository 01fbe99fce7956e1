import type { Language } from "@habitue/kit/format/language";
import { languages } from "@habitue/kit/format/language";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { saveLocale } from "../../features/staff/api/save-locale";
import { keepLanguage, useSpeaking } from "../language";

/** Each language by its own name, for whoever cannot read the present one. */
const names: Record<Language, string> = { "zh-CN": "中文", en: "EN" };

/** Chooses the language: for this browser and, once signed in, for the account. */
export function LanguageSwitch({ keepWithAccount = false }: { keepWithAccount?: boolean }) {
  const { t } = useTranslation("app");
  const { language, speak } = useSpeaking();
  const choose = (chosen: Language) => {
    keepLanguage(chosen);
    void speak(chosen);
    // Only a convenience for the next browser: this one already speaks it.
    if (keepWithAccount) saveLocale(chosen).catch(() => undefined);
  };
  return (
    <Segmented
      aria-label={t("frame.language")}
      value={language}
      options={languages.map((value) => ({
        value,
        label: <span lang={value}>{names[value]}</span>,
      }))}
      onChange={choose}
    />
  );
}
