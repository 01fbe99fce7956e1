import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Table } from "../../components/Table";
import { type BackupRun, backupsQuery } from "./api/list-backups";
import { Loaded } from "./Loaded";
import { secondsBetween, useMeasures } from "./measures";
import { Outcome } from "./Outcome";
import styles from "./system.module.css";

/** From here on a backup is old: what was sold since would be lost. */
const oldSeconds = 2 * 24 * 3_600;

/** The backups that the program knows of, and a word where the last is old. */
export function Backups() {
  const { t } = useTranslation("system");
  const query = useQuery(backupsQuery);
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t("backup.none")}>{t("backup.noneHelp")}</EmptyState>
        ) : (
          <Made backups={items} />
        )
      }
    </Loaded>
  );
}

function Made({ backups }: { backups: readonly BackupRun[] }) {
  const { t } = useTranslation("system");
  const format = useFormat();
  const measures = useMeasures();
  const good = backups.find(({ outcome }) => outcome === "holds");
  const age = good ? secondsBetween(good.begun_at, null) : 0;
  return (
    <>
      {age > oldSeconds && (
        <Alert type="warning" showIcon title={t("backup.old", { ago: measures.time(age) })} />
      )}
      <Table<BackupRun>
        aria-label={t("backup.title")}
        rowKey="id"
        pagination={false}
        dataSource={backups}
        scroll={{ x: 720 }}
        columns={[
          {
            key: "at",
            title: t("at"),
            width: 170,
            render: (_, run) => <Moment at={run.begun_at} />,
          },
          {
            key: "outcome",
            title: t("outcome.title"),
            width: 110,
            render: (_, run) => <State run={run} />,
          },
          {
            key: "file",
            title: t("backup.file"),
            render: (_, { file, error }) => <code>{file ?? error}</code>,
          },
          {
            key: "rows",
            title: t("backup.rows"),
            align: "right",
            width: 130,
            render: (_, { rows }) => <span className="kit-figure">{format.number(rows)}</span>,
          },
          {
            key: "size",
            title: t("backup.size"),
            align: "right",
            width: 110,
            render: (_, { bytes }) => <span className="kit-figure">{measures.size(bytes)}</span>,
          },
        ]}
      />
      <p className={styles.note}>{t("backup.help")}</p>
    </>
  );
}

function State({ run }: { run: BackupRun }) {
  const { t } = useTranslation("system");
  if (run.outcome !== "holds") return <Outcome run={run} />;
  return <Tag color="success">{t("backup.made")}</Tag>;
}
