import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ConditionFields } from "./ConditionFields";
import styles from "./profile.module.css";
import { classCodes, type Line, replaced, without } from "./rule";

interface LineFieldsProps {
  readonly no: number;
  readonly line: Line;
  readonly currency: string;
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (line: Line) => void;
  readonly onRaise: () => void;
  readonly onRemove: () => void;
}

/** One line of the classes: which class, and what must hold for it. */
export function LineFields(props: LineFieldsProps) {
  const { no, line, currency, wrong, onChange, onRaise, onRemove } = props;
  const { t } = useTranslation("profile");
  return (
    <fieldset className={styles.line} aria-label={t("editor.line", { no })}>
      <div className={styles.row}>
        <span className={styles.quiet}>{t("editor.line", { no })}</span>
        <Select
          className={styles.number}
          aria-label={t("classes.class")}
          value={line.class}
          options={classCodes.map((value) => ({ value, label: t(`class.${value}`) }))}
          onChange={(value) => onChange({ ...line, class: value })}
        />
        <span className={styles.grow} />
        <Button
          type="text"
          icon={<ArrowUpOutlined />}
          disabled={no === 1}
          aria-label={t("editor.raise")}
          onClick={onRaise}
        />
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t("editor.removeLine")}
          onClick={onRemove}
        />
      </div>
      {line.when.map((condition, index) => (
        <ConditionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other name
          key={index}
          condition={condition}
          currency={currency}
          wrong={wrong(`.when[${index}]`) ?? wrong(`.when[${index}].of`)}
          onChange={(changed) => onChange({ ...line, when: replaced(line.when, index, changed) })}
          onRemove={
            line.when.length > 1
              ? () => onChange({ ...line, when: without(line.when, index) })
              : undefined
          }
        />
      ))}
      {wrong(".when") && (
        <span className={styles.wrong} role="alert">
          {wrong(".when")}
        </span>
      )}
      <Button
        type="link"
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange({ ...line, when: [...line.when, { of: "f", min: 3 }] })}
      >
        {t("editor.addCondition")}
      </Button>
    </fieldset>
  );
}
