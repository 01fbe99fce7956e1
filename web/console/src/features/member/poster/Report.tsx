import { ProblemView } from "@habitue/kit/components/ProblemView";
import { ReaderContext } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Select, Skeleton, Space } from "antd";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { PeriodFilter } from "../../../components/period/PeriodFilter";
import { type PeriodWish, periodOf, todayIn } from "../../../lib/period";
import styles from "./poster.module.css";
import { type ReportAsk, type ReportBy, reportFile, reportQuery, reportSorts } from "./posters";
import { Definitions, Funnel, Parts } from "./ReportParts";

/** What an address says of the report. */
export interface ReportWish extends PeriodWish {
  readonly by?: ReportBy | undefined;
  readonly days?: number | undefined;
}

export const withins = [7, 14, 30, 60, 90] as const;

interface ReportProps {
  readonly wish: ReportWish;
  readonly onChange: (wish: ReportWish) => void;
}

/** From opened to joined to bought: what came of posters. */
export function Report({ wish, onChange }: ReportProps) {
  const { t } = useTranslation("poster");
  const { zone } = useContext(ReaderContext);
  const today = todayIn(zone, new Date());
  const { by = "poster", days = 30 } = wish;
  const { period, from, until } = wish;
  // Someone who hung one today wants to see today: the last days are told with it.
  const named = periodOf({ period: period ?? "month", from, until }, today);
  const ask: ReportAsk = { from: named.from, until: named.until, by, days };
  const { data, error, refetch, isPlaceholderData } = useQuery(reportQuery(ask));
  return (
    <>
      <div className={styles.filters}>
        <PeriodFilter
          wish={{ period: from ? undefined : (period ?? "month"), from, until }}
          today={today}
          onChange={(next) => onChange({ by, days, ...next })}
        />
        <Segmented<ReportBy>
          aria-label={t("report.by")}
          value={by}
          options={reportSorts.map((value) => ({ value, label: t(`report.sort.${value}`) }))}
          onChange={(next) => onChange({ ...wish, by: next })}
        />
        <Select<number>
          aria-label={t("report.within")}
          value={days}
          options={withins.map((value) => ({
            value,
            label: t("report.withinDays", { count: value }),
          }))}
          onChange={(next) => onChange({ ...wish, days: next })}
        />
        <Space>
          <Button href={reportFile(ask, "csv")}>CSV</Button>
          <Button href={reportFile(ask, "xlsx")}>XLSX</Button>
        </Space>
      </div>
      {!data && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && (
        <div aria-busy={isPlaceholderData}>
          <Funnel report={data} />
          <Parts report={data} />
          <Definitions days={data.days} />
        </div>
      )}
    </>
  );
}
