import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Progress, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { type Batch, batchesQuery } from "./api/give";
import type { Template } from "./api/templates";
import { ExportDialog, OrderDialog } from "./BatchDialogs";
import styles from "./coupon.module.css";

/** Personal codes of a template: ordered, watched while they are made, and fetched. */
export function Batches({ template, mayManage }: { template: Template; mayManage: boolean }) {
  const { t } = useTranslation("coupon");
  const [ordering, setOrdering] = useState(false);
  const [fetching, setFetching] = useState<Batch>();
  return (
    <>
      {mayManage && template.status === "live" && (
        <div className={styles.row}>
          <Button onClick={() => setOrdering(true)}>{t("batch.order")}</Button>
          <span className={styles.quiet}>{t("batch.help")}</span>
        </div>
      )}
      <DataList
        query={useInfiniteQuery(batchesQuery(template.id))}
        columns={useBatchColumns(mayManage ? setFetching : undefined)}
        label={t("batch.title")}
        empty={<EmptyState title={t("batch.none")} />}
        minWidth={760}
      />
      <OrderDialog template={template} open={ordering} onClose={() => setOrdering(false)} />
      {fetching && (
        <ExportDialog template={template} batch={fetching} onClose={() => setFetching(undefined)} />
      )}
    </>
  );
}

function useBatchColumns(onFetch: ((batch: Batch) => void) | undefined): TableColumnsType<Batch> {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  return [
    {
      key: "asked",
      title: t("batch.asked"),
      width: 180,
      render: (_, { asked_at, asked_by }) => (
        <>
          <Moment at={asked_at} /> · {asked_by.name}
        </>
      ),
    },
    {
      key: "count",
      title: t("batch.count"),
      width: 110,
      align: "right",
      render: (_, { count }) => format.number(count),
    },
    {
      key: "state",
      title: t("batch.state"),
      width: 170,
      render: (_, { status, made, count }) =>
        status === "making" ? (
          <Progress percent={Math.floor((made / count) * 100)} size="small" />
        ) : (
          t(`batch.status.${status}`)
        ),
    },
    {
      key: "claimed",
      title: t("batch.claimed"),
      width: 110,
      align: "right",
      render: (_, { claimed }) => format.number(claimed),
    },
    { key: "note", title: t("handout.note"), ellipsis: true, render: (_, { note }) => note || "—" },
    ...(onFetch
      ? [
          {
            key: "fetch",
            title: t("batch.codes"),
            width: 120,
            render: (_: unknown, batch: Batch) => (
              <Button
                size="small"
                disabled={batch.status !== "ready"}
                onClick={() => onFetch(batch)}
              >
                {t("batch.fetch")}
              </Button>
            ),
          },
        ]
      : []),
  ];
}
