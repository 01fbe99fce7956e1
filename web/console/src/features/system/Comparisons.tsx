import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Table } from "../../components/Table";
import { type ComparisonRun, comparisonsQuery } from "./api/list-comparisons";
import { Loaded } from "./Loaded";
import { secondsBetween, useMeasures } from "./measures";
import { Outcome } from "./Outcome";
import styles from "./system.module.css";

/** How often the replica was held against the database, and what differed. */
export function Comparisons() {
  const { t } = useTranslation("system");
  const query = useQuery(comparisonsQuery);
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t("comparison.none")} />
        ) : (
          <ComparisonTable runs={items} />
        )
      }
    </Loaded>
  );
}

function ComparisonTable({ runs }: { runs: readonly ComparisonRun[] }) {
  const { t } = useTranslation("system");
  const format = useFormat();
  const measures = useMeasures();
  return (
    <Table<ComparisonRun>
      aria-label={t("comparison.title")}
      rowKey="id"
      pagination={false}
      dataSource={runs}
      scroll={{ x: 760 }}
      expandable={{
        expandedRowRender: (run) => <Differences run={run} />,
        rowExpandable: ({ differ, error }) => differ > 0 || error !== null,
      }}
      columns={[
        { key: "at", title: t("at"), render: (_, run) => <Moment at={run.begun_at} /> },
        {
          key: "scope",
          title: t("comparison.scope"),
          render: (_, { everything, outcome }) =>
            outcome && t(everything ? "comparison.everything" : "comparison.fresh"),
        },
        { key: "found", title: t("outcome.title"), render: (_, run) => <Found run={run} /> },
        {
          key: "rows",
          title: t("comparison.rows"),
          align: "right",
          render: (_, { rows }) => <span className="kit-figure">{format.number(rows)}</span>,
        },
        {
          key: "took",
          title: t("took"),
          align: "right",
          render: (_, { begun_at, ended_at }) => (
            <span className="kit-figure">{measures.time(secondsBetween(begun_at, ended_at))}</span>
          ),
        },
      ]}
    />
  );
}

function Found({ run }: { run: ComparisonRun }) {
  const { t } = useTranslation("system");
  if (run.outcome === "holds") return <Tag color="success">{t("comparison.same")}</Tag>;
  if (run.outcome !== "broken") return <Outcome run={run} />;
  return <Tag color="error">{t("comparison.differ", { count: run.differ })}</Tag>;
}

function Differences({ run: { differences, error } }: { run: ComparisonRun }) {
  const { t } = useTranslation("system");
  const format = useFormat();
  if (error) return <div className={styles.wrong}>{error}</div>;
  return (
    <Table<ComparisonRun["differences"][number]>
      size="small"
      rowKey={({ table, day }) => `${table} ${day}`}
      pagination={false}
      dataSource={differences}
      columns={[
        {
          key: "table",
          title: t("comparison.table"),
          render: (_, { table }) => <code>{table}</code>,
        },
        { key: "day", title: t("comparison.day"), render: (_, { day }) => day },
        {
          key: "database",
          title: t("comparison.database"),
          align: "right",
          render: (_, row) => format.number(row.database_rows),
        },
        {
          key: "copy",
          title: t("comparison.copy"),
          align: "right",
          render: (_, row) => format.number(row.copy_rows),
        },
      ]}
    />
  );
}
