import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Named } from "../../components/NamedDialog";
import { type AttributeKind, attributeKinds } from "./api/terms";

export interface TypedAttribute extends Named {
  readonly kind: AttributeKind;
  readonly category?: string | undefined;
  readonly choices?: readonly string[];
  readonly unit?: string;
  readonly variants?: boolean;
}

/** What values it has, which stays once it is made; and what that kind needs besides. */
export function Kind() {
  const { t } = useTranslation("prices");
  const form = Form.useFormInstance<TypedAttribute>();
  const kind = Form.useWatch("kind", form);
  // A code is asked for while it is made only.
  const isNew = Form.useWatch((values) => "code" in values, form);
  return (
    <>
      <Form.Item name="kind" label={t("attribute.kind")} extra={t("attribute.kindHelp")}>
        <Select
          disabled={isNew === false}
          options={attributeKinds.map((value) => ({ value, label: t(`attributeKind.${value}`) }))}
        />
      </Form.Item>
      {kind === "choice" && (
        <Form.Item
          name="choices"
          label={t("attribute.choices")}
          extra={t("attribute.choicesHelp")}
          rules={[{ required: true, message: t("attribute.choicesMissing") }]}
        >
          <Select mode="tags" open={false} tokenSeparators={[",", "，", "、"]} />
        </Form.Item>
      )}
      {kind === "number" && (
        <Form.Item name="unit" label={t("attribute.unit")}>
          <Input maxLength={20} style={{ width: 160 }} placeholder="cm" />
        </Form.Item>
      )}
    </>
  );
}
