import { Checkbox, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import styles from "../../../components/rule/rule.module.css";
import type { PartProps } from "./fields";

/** What a promotion is called, how soon its turn comes, and whether it applies at all. */
export function NameFields({ rule, wrong, onChange }: PartProps) {
  const { t } = useTranslation("pricing");
  const name = (language: "zh-CN" | "en", label: string) => (
    <Field label={label} wrong={wrong("name")}>
      <Input
        value={rule.name[language] ?? ""}
        maxLength={100}
        onChange={({ target }) =>
          onChange({ ...rule, name: { ...rule.name, [language]: target.value } })
        }
      />
    </Field>
  );
  return (
    <Panel title={t("edit.names")}>
      <div className={styles.cards}>
        <div className={styles.fields}>
          {name("zh-CN", t("make.chinese"))}
          {name("en", t("make.english"))}
          <Field label={t("edit.priority")} wrong={wrong("priority")}>
            <InputNumber<number>
              aria-label={t("edit.priority")}
              min={-1000}
              max={1000}
              precision={0}
              style={{ width: "100%" }}
              value={rule.priority}
              onChange={(priority) => onChange({ ...rule, priority: priority ?? 0 })}
            />
          </Field>
        </div>
        <p className={styles.quiet}>{t("edit.priorityHelp")}</p>
        <Checkbox
          checked={rule.off ?? false}
          onChange={({ target }) => {
            const { off: _, ...on } = rule;
            onChange(target.checked ? { ...on, off: true } : on);
          }}
        >
          {t("edit.off")}
        </Checkbox>
      </div>
    </Panel>
  );
}
