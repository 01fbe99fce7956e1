import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { Table } from "../../../components/Table";
import { dimensions, type QualityPart, qualityPartsQuery } from "./quality";
import styles from "./quality.module.css";

const parts = ["store", "channel", "source", "run"] as const;

/** Where bad data comes from: by the store, channel or source of joining, or by the import that brought it. */
export function Parts() {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const share = (bps: number) => format.measure(bps, { kind: "share" });
  const { data, isPending } = useQuery(qualityPartsQuery);
  const [part, setPart] = useState<QualityPart["part"]>("store");
  const rows = (data?.items ?? [])
    .filter((one) => one.part === part)
    .sort((a, b) => b.at_fault / b.members - a.at_fault / a.members);
  return (
    <>
      <div className={styles.tools}>
        <Segmented
          aria-label={t("parts.by")}
          value={part}
          options={parts.map((value) => ({ value, label: t(`parts.${value}`) }))}
          onChange={setPart}
        />
        <span className={styles.quiet}>{t("parts.help")}</span>
      </div>
      {!isPending && rows.length === 0 ? (
        <EmptyState title={t("parts.none")} />
      ) : (
        <Table<QualityPart>
          aria-label={t("parts.title")}
          size="small"
          loading={isPending}
          rowKey="key"
          dataSource={rows}
          pagination={rows.length > 20 ? { pageSize: 20 } : false}
          scroll={{ x: 760 }}
          columns={[
            {
              title: t(`parts.${part}`),
              width: 200,
              render: (_, { key, name }) =>
                part === "run" ? (
                  <Link to="/members/quality" search={{ tab: "queue", run: key }}>
                    {name}
                  </Link>
                ) : (
                  name
                ),
            },
            {
              title: t("parts.members"),
              align: "right",
              render: (_, { members }) => format.number(members),
            },
            {
              title: t("parts.atFault"),
              align: "right",
              render: (_, { members, at_fault }) =>
                `${format.number(at_fault)} (${share(Math.round((at_fault * 10000) / members))})`,
            },
            ...dimensions.map((key) => ({
              key,
              title: t(`dimension.${key}`),
              align: "right" as const,
              render: (_: unknown, { scores }: QualityPart) => {
                const bps = scores.find(({ dimension }) => dimension === key)?.score_bps;
                return bps == null ? "—" : share(bps);
              },
            })),
          ]}
        />
      )}
    </>
  );
}
