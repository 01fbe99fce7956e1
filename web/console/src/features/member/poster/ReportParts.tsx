import { Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { Table } from "../../../components/Table";
import styles from "./poster.module.css";
import type { PosterPart, PosterReport, ReportBy } from "./posters";

const steps = ["scans", "joined", "ordered"] as const;

/** The three numbers side by side, each with its share of the one before. */
export function Funnel({ report }: { report: PosterReport }) {
  const { t } = useTranslation("poster");
  const format = useFormat();
  const { total, currency } = report;
  return (
    <dl className={styles.funnel} aria-label={t("report.all")}>
      {steps.map((step, at) => {
        const before = steps[at - 1];
        return (
          <div key={step}>
            <dt>{t(`report.${step}`)}</dt>
            <dd className="kit-figure">{format.number(total[step])}</dd>
            <dd className={styles.quiet}>
              {before &&
                total[before] > 0 &&
                t("report.of", { share: share(total[step], total[before], format) })}
            </dd>
          </div>
        );
      })}
      <div>
        <dt>{t("report.amount")}</dt>
        <dd className="kit-figure">
          <Money amount={total.amount} currency={currency} />
        </dd>
        <dd />
      </div>
    </dl>
  );
}

type Format = ReturnType<typeof useFormat>;

/** A share of nothing is none. */
function share(part: number, whole: number, format: Format): string {
  return whole > 0 ? format.measure(Math.round((part * 10_000) / whole), { kind: "share" }) : "–";
}

export function Parts({ report }: { report: PosterReport }) {
  const { t } = useTranslation("poster");
  const format = useFormat();
  const { by, parts, currency } = report;
  if (parts.length === 0) {
    return <EmptyState title={t("report.none")}>{t("report.noneHelp")}</EmptyState>;
  }
  const number = (key: (typeof steps)[number]) => ({
    key,
    title: t(`report.${key}`),
    width: 112,
    align: "right" as const,
    render: (_: unknown, part: PosterPart) => (
      <span className="kit-figure">{format.number(part[key])}</span>
    ),
  });
  const rate = (key: "joinRate" | "orderRate") => ({
    key,
    title: t(`report.${key}`),
    width: 112,
    align: "right" as const,
    render: (_: unknown, { scans, joined, ordered }: PosterPart) => (
      <span className="kit-figure">
        {key === "joinRate" ? share(joined, scans, format) : share(ordered, joined, format)}
      </span>
    ),
  });
  return (
    <Table<PosterPart>
      aria-label={t("report.title")}
      dataSource={parts}
      rowKey={(part) => part.poster?.code ?? part.day ?? part.store?.code ?? part.adviser ?? ""}
      pagination={parts.length > 60 ? { pageSize: 60, showSizeChanger: false } : false}
      tableLayout="fixed"
      scroll={{ x: 900 }}
      columns={[
        {
          key: "of",
          title: t(`report.part.${by}`),
          render: (_, part) => <Of part={part} by={by} />,
        },
        number("scans"),
        number("joined"),
        rate("joinRate"),
        number("ordered"),
        rate("orderRate"),
        {
          key: "amount",
          title: t("report.amount"),
          width: 144,
          align: "right",
          render: (_, { amount }) => <Money amount={amount} currency={currency} />,
        },
      ]}
    />
  );
}

function Of({ part, by }: { part: PosterPart; by: ReportBy }) {
  const { t } = useTranslation("poster");
  const format = useFormat();
  const { poster, store, adviser, day } = part;
  switch (by) {
    case "poster":
      return (
        <>
          <strong>{poster?.name}</strong>
          <div className={styles.quiet}>
            {[poster?.code, store?.name, adviser].filter(Boolean).join(" · ")}
          </div>
        </>
      );
    case "store":
      return store?.name ?? t("report.noStore");
    case "adviser":
      return adviser ?? t("report.noAdviser");
    case "day":
      return day ? format.localDate(day) : "";
  }
}

/** What each number means, in full. */
export function Definitions({ days }: { days: number }) {
  const { t } = useTranslation("poster");
  return (
    <details className={styles.definitions}>
      <summary>{t("report.meaning")}</summary>
      <ul>
        {(["scans", "joined", "ordered", "amount", "gone"] as const).map((key) => (
          <li key={key}>{t(`report.means.${key}`, { count: days })}</li>
        ))}
      </ul>
    </details>
  );
}
