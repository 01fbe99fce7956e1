import { useTranslation } from "react-i18next";
import type { Inspection } from "./api/inspect-file";

const mark = "consent:";

/** Whether a field is the answer to one question: of a purpose, and mostly of a channel. */
export const isQuestion = (field: string) => field.startsWith(mark);

/** Purposes that columns of a file are about, in the order of the columns. */
export function purposesOf(fields: Inspection["fields"]): string[] {
  const found = fields.flatMap(({ field }) => {
    if (field === "consents") return ["marketing"];
    if (!isQuestion(field)) return [];
    const code = field.slice(mark.length);
    if (code.startsWith("sharing:")) return [code];
    return [code.split(":")[0] ?? code];
  });
  return [...new Set(found)];
}

/** What a purpose, and a channel of it, is called. */
export function useQuestionName() {
  const { t } = useTranslation("intake");
  return (purpose: string, channel?: string) => {
    const name = purpose.startsWith("sharing:")
      ? t("opening.consent.purposes.sharing", { partner: purpose.slice("sharing:".length) })
      : t(`opening.consent.purposes.${purpose as "marketing"}`);
    return channel ? `${name} ${t(`opening.consent.channels.${channel as "sms"}`)}` : name;
  };
}
