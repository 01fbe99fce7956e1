import { Button, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../../components/rule/Field";
import styles from "../../../components/rule/rule.module.css";

type Name = Record<string, string>;

interface NamedCardProps {
  readonly name: Name;
  readonly onName: (name: Name) => void;
  readonly onRemove: () => void;
  /** What stands beside the name. */
  readonly beside: ReactNode;
  readonly children: ReactNode;
}

/** A multiplier or a bonus: its name in both languages, its figures, its conditions. */
export function NamedCard({ name, onName, onRemove, beside, children }: NamedCardProps) {
  const { t } = useTranslation("program");
  return (
    <div className={styles.card}>
      <div className={styles.fields}>
        <Field label={t("edit.nameChinese")}>
          <Input
            value={name["zh-CN"] ?? ""}
            maxLength={60}
            onChange={({ target }) => onName({ ...name, "zh-CN": target.value })}
          />
        </Field>
        <Field label={t("edit.nameEnglish")}>
          <Input
            value={name.en ?? ""}
            maxLength={60}
            onChange={({ target }) => onName({ ...name, en: target.value })}
          />
        </Field>
        {beside}
      </div>
      {children}
      <div>
        <Button size="small" danger onClick={onRemove}>
          {t("edit.remove")}
        </Button>
      </div>
    </div>
  );
}
