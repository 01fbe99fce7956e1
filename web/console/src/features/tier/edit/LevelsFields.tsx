import type { Schemas } from "@habitue/kit/api/types";
import { Button, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import { MoneyInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";

export type LadderBody = Schemas["TierLadder"];
type Level = LadderBody["levels"][number];

interface LadderFieldsProps {
  readonly ladder: LadderBody;
  readonly currency: string;
  readonly exponent: number;
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (ladder: LadderBody) => void;
}

/** The levels from the lowest up: names, what reaches and what keeps each. */
export function LevelsFields({ ladder, wrong, onChange, ...money }: LadderFieldsProps) {
  const { t } = useTranslation("tier");
  const put = (index: number, level: Level) =>
    onChange({ ...ladder, levels: ladder.levels.map((old, at) => (at === index ? level : old)) });
  const remove = (index: number) =>
    onChange({ ...ladder, levels: ladder.levels.filter((_, at) => at !== index) });
  return (
    <Panel
      title={t("edit.levels")}
      extra={
        <Button onClick={() => onChange({ ...ladder, levels: [...ladder.levels, above(ladder)] })}>
          {t("edit.addLevel")}
        </Button>
      }
    >
      <div className={styles.cards}>
        {ladder.levels.map((level, index) => (
          <LevelCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place; its code can be edited
            key={index}
            level={level}
            first={index === 0}
            {...money}
            wrong={(name) => wrong(`levels[${level.code}]${name}`)}
            onChange={(changed) => put(index, changed)}
            onRemove={() => remove(index)}
          />
        ))}
      </div>
    </Panel>
  );
}

/** A level above the highest: half as much again. */
function above({ levels }: LadderBody): Level {
  const top = levels.at(-1)?.threshold ?? 0;
  const threshold = Math.round(top * 1.5) || 100_000;
  const code = `level_${levels.length + 1}`;
  return { code, name: {}, threshold, keep_threshold: Math.round(threshold * 0.8) };
}

interface LevelCardProps {
  readonly level: Level;
  readonly first: boolean;
  readonly currency: string;
  readonly exponent: number;
  readonly wrong: (name: string) => string | undefined;
  readonly onChange: (level: Level) => void;
  readonly onRemove: () => void;
}

function LevelCard({
  level,
  first,
  currency,
  exponent,
  wrong,
  onChange,
  onRemove,
}: LevelCardProps) {
  const { t } = useTranslation("tier");
  const named = (language: "zh-CN" | "en", label: string) => (
    <Field label={label}>
      <Input
        value={level.name[language] ?? ""}
        maxLength={40}
        onChange={({ target }) =>
          onChange({ ...level, name: { ...level.name, [language]: target.value } })
        }
      />
    </Field>
  );
  const amount = (name: "threshold" | "keep_threshold", label: string) => (
    <Field label={label} wrong={wrong(`.${name}`)}>
      <MoneyInput
        label={label}
        exponent={exponent}
        suffix={currency}
        value={level[name]}
        onChange={(value) => onChange({ ...level, [name]: value })}
      />
    </Field>
  );
  return (
    <div className={styles.card}>
      <div className={styles.fields}>
        <Field label={t("edit.code")} wrong={wrong("")}>
          <Input
            value={level.code}
            maxLength={40}
            spellCheck={false}
            onChange={({ target }) => onChange({ ...level, code: target.value.trim() })}
          />
        </Field>
        {named("zh-CN", t("edit.nameChinese"))}
        {named("en", t("edit.nameEnglish"))}
        {!first && amount("threshold", t("edit.threshold"))}
        {!first && amount("keep_threshold", t("edit.keep"))}
      </div>
      {!first && (
        <div>
          <Button size="small" danger onClick={onRemove}>
            {t("edit.remove")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Over which time spending counts, and how a level is lost. */
export function WindowFields({ ladder, wrong, onChange }: LadderFieldsProps) {
  const { t } = useTranslation("tier");
  const { window } = ladder;
  const rolling = window.kind === "rolling";
  return (
    <Panel title={t("edit.window")}>
      <div className={styles.fields}>
        <Field label={t("edit.windowKind")} wrong={wrong("window")}>
          <Radio.Group
            value={window.kind}
            onChange={({ target }) =>
              onChange({
                ...ladder,
                window:
                  target.value === "rolling"
                    ? { kind: "rolling", months: 12 }
                    : { kind: "calendar", unit: "year" },
              })
            }
          >
            <Radio value="rolling">{t("edit.rolling")}</Radio>
            <Radio value="calendar">{t("edit.calendar")}</Radio>
          </Radio.Group>
        </Field>
        {rolling ? (
          <Field label={t("edit.months")}>
            <InputNumber<number>
              aria-label={t("edit.months")}
              min={1}
              max={60}
              precision={0}
              value={window.months ?? 12}
              onChange={(months) =>
                onChange({ ...ladder, window: { ...window, months: months ?? 12 } })
              }
            />
          </Field>
        ) : (
          <Field label={t("edit.unit")}>
            <Select
              aria-label={t("edit.unit")}
              value={window.unit}
              options={(["month", "quarter", "year"] as const).map((value) => ({
                value,
                label: t(`edit.units.${value}`),
              }))}
              onChange={(unit: string) => onChange({ ...ladder, window: { ...window, unit } })}
            />
          </Field>
        )}
        <Field label={t("edit.fall")} wrong={wrong("fall")}>
          <Radio.Group
            value={ladder.fall}
            onChange={({ target }) => onChange({ ...ladder, fall: target.value })}
          >
            <Radio value="one">{t("edit.fallOne")}</Radio>
            <Radio value="fit">{t("edit.fallFit")}</Radio>
          </Radio.Group>
        </Field>
      </div>
    </Panel>
  );
}
