import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day, Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Checkbox, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { type Holding, type Run, retentionQuery, runsQuery } from "./rule";

/** How long every kind of data is kept and why, and what is too old now. */
export function Holdings() {
  const { t } = useTranslation("privacy");
  const { data, error, refetch } = useQuery(retentionQuery);
  return (
    <Panel title={t("retention.title")}>
      <p>{t("retention.purpose")}</p>
      {!data && !error && <Skeleton active />}
      {!data && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {data && <HoldingTable items={data.items} />}
      {data?.inactive_until && (
        <p>
          <Link to="/members" search={{ last_order_until: data.inactive_until }}>
            {t("retention.inactive", { years: data.inactive_years })}
          </Link>
        </p>
      )}
    </Panel>
  );
}

function HoldingTable({ items }: { items: readonly Holding[] }) {
  const { t } = useTranslation("privacy");
  const format = useFormat();
  return (
    <Table<Holding>
      aria-label={t("retention.title")}
      rowKey="code"
      size="small"
      pagination={false}
      dataSource={items}
      scroll={{ x: 860 }}
      columns={[
        {
          key: "name",
          title: t("retention.what"),
          render: (_, { name, why }) => (
            <>
              <strong>{name}</strong>
              <div>
                <small>{why}</small>
              </div>
            </>
          ),
        },
        {
          key: "days",
          title: t("retention.kept"),
          width: 150,
          render: (_, { by, days }) =>
            by === "policy" && days !== null ? (
              t("retention.days", { count: days, number: format.number(days) })
            ) : (
              <Tag>{t(by === "always" ? "retention.always" : "retention.fixed")}</Tag>
            ),
        },
        {
          key: "oldest",
          title: t("retention.oldest"),
          width: 130,
          render: (_, { oldest }) => (oldest ? <Day at={oldest} /> : "—"),
        },
        {
          key: "old",
          title: t("retention.old"),
          align: "right",
          width: 130,
          render: (_, { by, old }) =>
            by === "policy" ? <span className="kit-figure">{format.number(old)}</span> : "—",
        },
      ]}
    />
  );
}

/** What was taken away, when, and by which version of the rule. */
export function Runs() {
  const { t } = useTranslation("privacy");
  const format = useFormat();
  const [all, setAll] = useState(false);
  return (
    <Panel
      title={t("runs.title")}
      extra={
        <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
          {t("runs.all")}
        </Checkbox>
      }
    >
      <DataList<Run>
        query={useInfiniteQuery(runsQuery(all))}
        label={t("runs.title")}
        empty={<EmptyState title={t("runs.none")}>{t("runs.noneHelp")}</EmptyState>}
        minWidth={820}
        columns={[
          { key: "name", title: t("retention.what"), render: (_, { name }) => name },
          {
            key: "begun",
            title: t("runs.begun"),
            width: 180,
            render: (_, { begun_at, ended_at }) => (
              <>
                <Moment at={begun_at} /> {!ended_at && <Tag>{t("runs.going")}</Tag>}
              </>
            ),
          },
          {
            key: "before",
            title: t("runs.before"),
            width: 130,
            render: (_, { before }) => <Day at={before} />,
          },
          {
            key: "removed",
            title: t("runs.removed"),
            align: "right",
            width: 120,
            render: (_, { removed }) => (
              <span className="kit-figure">{format.number(removed)}</span>
            ),
          },
          {
            key: "version",
            title: t("runs.version"),
            align: "right",
            width: 100,
            render: (_, { version }) => version,
          },
        ]}
      />
    </Panel>
  );
}
