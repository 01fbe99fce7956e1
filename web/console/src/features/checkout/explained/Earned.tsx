import { useFormat } from "@habitue/kit/format/reader";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import type { Explained } from "../api/explain-checkout";
import styles from "../checkout.module.css";

/** What it was said to earn against what it did earn, and the steps that led there. */
export function Earned({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  const { expected, earning, nothing } = one;
  const sum = useSum();
  return (
    <>
      <Facts>
        <Fact name={t("earned.expected")}>{expected ? sum(expected) : t("earned.notKept")}</Fact>
        <Fact name={t("earned.got")}>
          {earning ? sum(earning) : (nothing?.text ?? t("earned.notYet"))}
        </Fact>
        {earning && (
          <Fact name={t("earned.rule")}>
            {t("offers.version", { version: earning.rule.version })}
          </Fact>
        )}
      </Facts>
      {one.deviations.length > 0 && (
        <Alert
          className={styles.note}
          type="warning"
          showIcon
          title={t("earned.differs")}
          description={t("earned.differsHelp")}
        />
      )}
      {earning && earning.why.length > 0 && (
        <ul className={`${styles.plain} ${styles.note}`} aria-label={t("earned.why")}>
          {earning.why.map(({ code, text }) => (
            <li key={code + text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function useSum() {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  return ({ points, growth }: { points: number; growth: number }) =>
    t("earned.sum", { points: format.number(points), growth: format.number(growth) });
}
