import { languages } from "@habitue/kit/format/language";
import {
  type Appearance,
  appearances,
  chooseAppearance,
  useAppearance,
} from "@habitue/kit/theme/appearance";
import { useTranslation } from "react-i18next";
import { useSpeaking } from "../app/language";
import styles from "./field.module.css";

const names = { "zh-CN": "中文", en: "English" } as const;

export function LanguageChoice() {
  const { t } = useTranslation("me");
  const { language, speak } = useSpeaking();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t("settings.language")}</legend>
      <div className={styles.choice}>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === language}
            onClick={() => speak(one)}
          >
            {names[one]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

export function AppearanceChoice() {
  const { t } = useTranslation("me");
  const chosen: Appearance = useAppearance();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t("settings.appearance")}</legend>
      <div className={styles.choice}>
        {appearances.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === chosen}
            onClick={() => chooseAppearance(one)}
          >
            {t(`settings.${one}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
