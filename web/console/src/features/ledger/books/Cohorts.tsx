import { useFormat } from "@habitue/kit/format/reader";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { Table } from "../../../components/Table";
import { Wide } from "../../../components/Wide";
import type { Breakage, Cohort } from "../api/get-breakage";
import { useFigures } from "../useAmounts";
import styles from "./books.module.css";

const fates = ["used", "expired", "taken_back", "left"] as const;

/** The credits of each month: what became of them so far, and what is still to lapse. */
export function Cohorts({ breakage }: { breakage: Breakage }) {
  const { t } = useTranslation("books");
  const format = useFormat();
  const of = useFigures(breakage.asset);
  const figure = (value: number) => <span className="kit-figure">{of.figure(value)}</span>;
  const share = (value: number, of: number) =>
    value !== 0 && of > 0 && format.measure(Math.round((value * 10_000) / of), { kind: "share" });
  const columns: TableColumnsType<Cohort> = [
    {
      key: "month",
      title: t("column.month"),
      width: 110,
      render: (_, { month }) => format.localMonth(`${month}-01`),
    },
    {
      key: "credited",
      title: t("cohorts.credited"),
      align: "right",
      render: (_, { credited }) => figure(credited),
    },
    ...fates.map((fate) => ({
      key: fate,
      title: t(`fate.${fate}`),
      align: "right" as const,
      render: (_: unknown, cohort: Cohort) => {
        const now = cohort[fate].at(-1) ?? 0;
        return (
          <>
            {figure(now)} <small>{share(now, cohort.credited)}</small>
          </>
        );
      },
    })),
    {
      key: "open",
      title: t("fate.open"),
      align: "right",
      render: (_, { open }) => <strong>{figure(open)}</strong>,
    },
    {
      key: "expected",
      title: t("liability.expected"),
      align: "right",
      render: (_, { expected_expired }) => figure(expected_expired),
    },
  ];
  if (breakage.cohorts.length === 0) {
    return <EmptyState title={t("cohorts.none")}>{t("cohorts.noneHelp")}</EmptyState>;
  }
  return (
    <>
      <p className={styles.lead}>{t("cohorts.help")}</p>
      <Wide label={t("cohorts.title")} minWidth={900}>
        <Table<Cohort>
          aria-label={t("cohorts.title")}
          size="small"
          pagination={false}
          rowKey="month"
          dataSource={[...breakage.cohorts].reverse()}
          columns={columns}
        />
      </Wide>
    </>
  );
}
