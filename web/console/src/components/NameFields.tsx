import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";

/** A name by language, as the API has it. */
export type NameByLanguage = Record<string, string>;

const longest = 200;

/** The name in both languages, of which one suffices: who reads the other sees it too. */
export function NameFields({ autoFocus = false }: { autoFocus?: boolean }) {
  const { t } = useTranslation("app");
  return (
    <>
      <Form.Item
        name={["name_i18n", "zh-CN"]}
        label={t("name.chinese")}
        dependencies={[["name_i18n", "en"]]}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, typed: string | undefined) => {
              const other: string | undefined = getFieldValue(["name_i18n", "en"]);
              if (!typed?.trim() && !other?.trim()) throw new Error(t("name.missing"));
            },
          }),
        ]}
      >
        <Input autoComplete="off" maxLength={longest} autoFocus={autoFocus} />
      </Form.Item>
      <Form.Item name={["name_i18n", "en"]} label={t("name.english")}>
        <Input autoComplete="off" maxLength={longest} />
      </Form.Item>
    </>
  );
}

/** nameOf keeps the languages in which something was typed. */
export function nameOf(typed: NameByLanguage): NameByLanguage {
  const given = Object.entries(typed).map(([language, text]) => [language, text?.trim()]);
  return Object.fromEntries(given.filter(([, text]) => text));
}
