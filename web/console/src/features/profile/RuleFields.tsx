import { PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import type { Rule } from "./api/get-rule";
import { LineFields } from "./LineFields";
import styles from "./profile.module.css";
import { classCodes, freshLine, raised, replaced, without } from "./rule";
import { ScaleFields } from "./ScaleFields";

interface RuleFieldsProps {
  readonly rule: Rule;
  readonly currency: string;
  /** What the server says is wrong with a part, by its path. */
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (rule: Rule) => void;
}

/** Over which time purchases count, and how each measure is scored. */
export function ScoreFields({ rule, currency, wrong, onChange }: RuleFieldsProps) {
  const { t } = useTranslation("profile");
  return (
    <Panel title={t("editor.scores")}>
      <div className={styles.editor}>
        <div className={styles.row}>
          <span>{t("editor.months")}</span>
          <InputNumber<number>
            className={styles.number}
            aria-label={t("editor.months")}
            min={0}
            max={120}
            precision={0}
            value={rule.months}
            suffix={t("unit.months")}
            onChange={(months) => onChange({ ...rule, months: months ?? 0 })}
          />
          <span className={styles.quiet}>{t("editor.monthsHelp")}</span>
        </div>
        {(["recency", "frequency", "monetary"] as const).map((of) => (
          <ScaleFields
            key={of}
            of={of}
            scale={rule[of]}
            currency={currency}
            wrong={wrong(`${of}.steps`)}
            onChange={(scale) => onChange({ ...rule, [of]: scale })}
          />
        ))}
      </div>
    </Panel>
  );
}

/** Which class follows: the first line that is met, from the top. */
export function ClassFields({ rule, currency, wrong, onChange }: RuleFieldsProps) {
  const { t } = useTranslation("profile");
  const { classes } = rule;
  return (
    <Panel title={t("editor.classes")}>
      <div className={styles.editor}>
        {classes.map((line, index) => (
          <LineFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            key={index}
            no={index + 1}
            line={line}
            currency={currency}
            wrong={(path) => wrong(`classes[${index}]${path}`)}
            onChange={(changed) =>
              onChange({ ...rule, classes: replaced(classes, index, changed) })
            }
            onRaise={() => onChange({ ...rule, classes: raised(classes, index) })}
            onRemove={() => onChange({ ...rule, classes: without(classes, index) })}
          />
        ))}
        <div className={styles.row}>
          <Button
            icon={<PlusOutlined />}
            onClick={() => onChange({ ...rule, classes: [...classes, freshLine] })}
          >
            {t("editor.addLine")}
          </Button>
          <span className={styles.grow} />
          <span>{t("editor.rest")}</span>
          <Select
            className={styles.number}
            aria-label={t("editor.rest")}
            value={rule.rest}
            options={classCodes.map((value) => ({ value, label: t(`class.${value}`) }))}
            onChange={(rest) => onChange({ ...rule, rest })}
          />
        </div>
      </div>
    </Panel>
  );
}
