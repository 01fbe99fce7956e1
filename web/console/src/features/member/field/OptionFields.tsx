import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./field.module.css";

const choiceShape = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** What there is to choose, one below the other. */
export function OptionFields() {
  const { t } = useTranslation("person");
  return (
    <Form.Item label={t("fields.choices")} extra={t("fields.choicesHelp")}>
      <Form.List name="options">
        {(rows, { add, remove }) => (
          <div className={styles.options}>
            {rows.map(({ key, name }, index) => (
              <div key={key} className={styles.option}>
                <Form.Item
                  noStyle
                  name={[name, "code"]}
                  rules={[{ required: true, pattern: choiceShape, message: t("fields.codeWrong") }]}
                >
                  <Input
                    aria-label={t("fields.optionCode", { number: index + 1 })}
                    placeholder="green"
                    maxLength={40}
                  />
                </Form.Item>
                <Form.Item
                  noStyle
                  name={[name, "name"]}
                  rules={[{ required: true, whitespace: true, message: t("fields.optionMissing") }]}
                >
                  <Input
                    aria-label={t("fields.optionName", { number: index + 1 })}
                    maxLength={100}
                  />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t("fields.optionRemove", { number: index + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ code: "", name: "" })}>
              {t("fields.optionAdd")}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}
