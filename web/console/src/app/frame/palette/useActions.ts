import {
  CompressOutlined,
  DesktopOutlined,
  ExpandOutlined,
  GlobalOutlined,
  MoonOutlined,
  PrinterOutlined,
  SunOutlined,
} from "@ant-design/icons";
import { chooseAppearance } from "@habitue/kit/theme/appearance";
import { chooseDensity } from "@habitue/kit/theme/density";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { saveLocale } from "../../../features/staff/api/save-locale";
import { keepLanguage, useSpeaking } from "../../language";
import type { Entry } from "./entries";

/** What can be done from everywhere. */
export function useActions(): Entry[] {
  const { t } = useTranslation("app");
  const { language, speak } = useSpeaking();
  return useMemo(() => {
    const other = language === "en" ? "zh-CN" : "en";
    const speakOther = () => {
      keepLanguage(other);
      void speak(other);
      saveLocale(other).catch(() => undefined);
    };
    const actions: [key: string, label: string, icon: Entry["icon"], run: () => void][] = [
      ["speak", t("palette.speak"), GlobalOutlined, speakOther],
      ["light", t("palette.light"), SunOutlined, () => chooseAppearance("light")],
      ["dark", t("palette.dark"), MoonOutlined, () => chooseAppearance("dark")],
      ["system", t("palette.system"), DesktopOutlined, () => chooseAppearance("system")],
      ["compact", t("palette.compact"), CompressOutlined, () => chooseDensity("compact")],
      ["calm", t("palette.calm"), ExpandOutlined, () => chooseDensity("calm")],
      // After the palette has gone: the page is printed, not the question.
      ["print", t("palette.print"), PrinterOutlined, () => void setTimeout(() => print(), 300)],
    ];
    return actions.map(([key, label, icon, run]) => {
      return { key: `action ${key}`, kind: "actions" as const, label, icon, run };
    });
  }, [language, speak, t]);
}
