import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import styles from "../../../components/rule/rule.module.css";

const languages = ["zh-CN", "en"] as const;

/** Name and unit in both languages, of each of which one suffices. */
export function AssetNameFields() {
  const { t } = useTranslation("asset");
  return (
    <div className={styles.fields}>
      {(["name", "unit"] as const).map((part) =>
        languages.map((language) => (
          <Form.Item
            key={`${part}-${language}`}
            name={[part, language]}
            label={t(`make.${part}.${language}`)}
            dependencies={languages.filter((one) => one !== language).map((one) => [part, one])}
            rules={[
              ({ getFieldValue }) => ({
                validator: async () => {
                  const given = languages.some((one) => getFieldValue([part, one])?.trim());
                  if (language === "zh-CN" && !given) throw new Error(t("make.nameMissing"));
                },
              }),
            ]}
          >
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
        )),
      )}
    </div>
  );
}
