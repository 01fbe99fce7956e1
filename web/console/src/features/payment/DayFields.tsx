import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";

/** Which day of which provider. */
export function DayFields({ providers }: { providers: readonly string[] }) {
  const { t } = useTranslation("payment");
  return (
    <>
      <p>{t("statements.fetchHelp")}</p>
      <Form.Item name="provider" label={t("column.provider")}>
        <Select<string>
          options={providers.map((value) => ({
            value,
            label: t(`provider.${value as "sandbox"}`, { defaultValue: value }),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="day"
        label={t("column.day")}
        rules={[{ required: true, message: t("statements.dayMissing") }]}
      >
        <Input type="date" />
      </Form.Item>
    </>
  );
}
