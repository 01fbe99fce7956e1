import { Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import type { FileRun } from "./api/run-file";
import styles from "./intake.module.css";

/** What is asked about an opening besides its mapping, as it is typed. */
export interface OpeningChoice {
  readonly asOf: string;
  readonly sample: number;
  readonly totals: string;
}

export const noChoice: OpeningChoice = { asOf: "", sample: 20, totals: "" };

/** The choice as a run asks for it: totals are a name and a number in each line. */
export function chosen({ asOf, sample, totals }: OpeningChoice): Partial<FileRun> {
  const list = totals
    .split("\n")
    .map((line) => /^(.*?)[,;\t=，]\s*([-\d.,']+)\s*$/.exec(line.trim()))
    .flatMap((parts) => (parts?.[1] ? [{ of: parts[1].trim(), value: parts[2] ?? "" }] : []));
  return {
    sample,
    ...(asOf ? { as_of: new Date(`${asOf}T00:00:00`).toISOString() } : {}),
    ...(list.length > 0 ? { totals: list } : {}),
  };
}

interface OpeningOptionsProps {
  readonly choice: OpeningChoice;
  readonly onChoice: (choice: OpeningChoice) => void;
}

/** Day of the change, size of the sample, totals to compare with. */
export function OpeningOptions({ choice, onChoice }: OpeningOptionsProps) {
  const { t } = useTranslation("intake");
  return (
    <div className={styles.options}>
      <label htmlFor="as-of">
        {t("opening.asOf")}
        <Input
          id="as-of"
          type="date"
          value={choice.asOf}
          onChange={({ target }) => onChoice({ ...choice, asOf: target.value })}
        />
      </label>
      <label htmlFor="sample">
        {t("opening.sampleSize")}
        <InputNumber
          id="sample"
          className={styles.wide}
          min={0}
          max={1000}
          value={choice.sample}
          onChange={(sample) => onChoice({ ...choice, sample: sample ?? 0 })}
        />
      </label>
      <label htmlFor="totals">
        {t("opening.totals")}
        <Input.TextArea
          id="totals"
          rows={3}
          placeholder={t("opening.totalsExample")}
          value={choice.totals}
          onChange={({ target }) => onChoice({ ...choice, totals: target.value })}
        />
      </label>
    </div>
  );
}
