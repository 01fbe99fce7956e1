import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";

const longest = 64;

/** The code of a new thing: how tills and files will name it, so it stays. */
export function CodeField() {
  const { t } = useTranslation("app");
  return (
    <Form.Item
      name="code"
      label={t("code.label")}
      extra={t("code.stays")}
      rules={[{ required: true, whitespace: true, message: t("code.missing") }]}
    >
      <Input autoComplete="off" spellCheck={false} maxLength={longest} autoFocus />
    </Form.Item>
  );
}
