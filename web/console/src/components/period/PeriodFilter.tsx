import { Segmented, Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { type Period, type PeriodWish, periodNames, periodOf } from "../../lib/period";
import styles from "./period.module.css";

// Ant Design's calendar weighs as much as a page; most readers never open it.
const OwnDays = lazy(() => import("./OwnDays"));

interface PeriodFilterProps {
  readonly wish: PeriodWish;
  readonly today: string;
  /** Nothing chosen is all time, and can be chosen; without this it is the usual period. */
  readonly ever?: boolean;
  readonly onChange: (wish: PeriodWish) => void;
}

const own = "own";
const all = "all";

/** Chooses a period by name, or by days of one's own. */
export function PeriodFilter({ wish, today, ever = false, onChange }: PeriodFilterProps) {
  const { t } = useTranslation("figure");
  const chosen = wish.from ? own : (wish.period ?? (ever ? all : "30d"));
  const choose = (key: string) => {
    if (key === own) return onChange(periodOf(wish, today));
    onChange({ period: periodNames.find((name) => name === key) });
  };
  return (
    <div className={styles.period}>
      <Segmented
        aria-label={t("period.choose")}
        value={chosen}
        options={[
          ...(ever ? [{ value: all, label: t("period.all") }] : []),
          ...periodNames.map((value) => ({ value: value as string, label: t(`period.${value}`) })),
          { value: own, label: t("period.own") },
        ]}
        onChange={choose}
      />
      {chosen === own && (
        <Suspense fallback={<Skeleton.Input active className={styles.days} />}>
          <OwnDays period={periodOf(wish, today)} onChange={(period: Period) => onChange(period)} />
        </Suspense>
      )}
    </div>
  );
}
