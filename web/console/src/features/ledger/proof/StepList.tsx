import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from "@ant-design/icons";
import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import styles from "./proof.module.css";
import { type Outcome, type Steps, stepNames } from "./verify";

const icons: Record<Outcome, typeof CheckCircleFilled> = {
  holds: CheckCircleFilled,
  broken: CloseCircleFilled,
  unsupported: QuestionCircleFilled,
};

interface StepListProps {
  readonly steps: Steps;
  readonly leaves: number;
  readonly size: number;
}

/** Each step with what was looked at and how it came out; the sign is not the only word. */
export function StepList({ steps, leaves, size }: StepListProps) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const said = { leaves, size: format.number(size) };
  return (
    <ol className={styles.steps}>
      {stepNames.map((name) => {
        const Icon = icons[steps[name]];
        return (
          <li key={name}>
            <Icon className={styles[steps[name]] ?? ""} aria-hidden />
            <div>
              <strong>{t(`step.${name}.title`)}</strong>{" "}
              <span className={styles.outcome}>{t(`step.outcome.${steps[name]}`)}</span>
              <p>{t(`step.${name}.help`, said)}</p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
