import { Day } from "@habitue/kit/components/When";
import { Button, Space, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { differencesOf } from "../../lib/differences";
import { RuleWords } from "../RuleWords";
import { Table } from "../Table";
import { Differences } from "./Differences";
import styles from "./rule.module.css";

/** A version of a rule as the API shows it, whatever it rules. */
export interface Version {
  readonly version: number;
  readonly status: "draft" | "approved" | "live" | "ended";
  readonly valid_from: string | null;
  readonly words: readonly string[];
  readonly written_by: string;
  readonly written_at: string;
  readonly published_by: string | null;
}

interface VersionsProps<V extends Version> {
  readonly list: readonly V[];
  readonly label: string;
  /** Opens a draft, or begins one from an older version; absent for whoever may not. */
  readonly onEdit?: ((version: V) => void) | undefined;
  /** Throws a draft away; absent for whoever may not. */
  readonly onDiscard?: ((version: V) => void) | undefined;
}

const colours = { draft: "default", approved: "processing", live: "success", ended: "default" };

/** Every version, the newest first; opened, what it changed and what it says. */
export function Versions<V extends Version>(props: VersionsProps<V>) {
  const { list, label, onEdit, onDiscard } = props;
  const { t } = useTranslation("app");
  const columns: TableColumnsType<V> = [
    {
      key: "version",
      title: t("rule.versionTitle"),
      render: (_, { version, status }) => (
        <span className={styles.row}>
          {t("rule.version", { version })}
          <Tag color={colours[status]}>{t(`rule.status.${status}`)}</Tag>
        </span>
      ),
    },
    {
      key: "from",
      title: t("rule.since"),
      render: (_, { valid_from }) => (valid_from ? <Day at={valid_from} /> : "—"),
    },
    {
      key: "by",
      title: t("rule.writtenBy"),
      render: (_, { written_by, written_at }) => (
        <>
          {written_by} · <Day at={written_at} />
        </>
      ),
    },
    {
      key: "published",
      title: t("rule.publishedBy"),
      render: (_, { published_by }) => published_by ?? "—",
    },
    ...(onEdit
      ? [
          {
            key: "edit",
            title: t("rule.action"),
            render: (_: unknown, version: V) => (
              <Space wrap size={4}>
                <Button size="small" onClick={() => onEdit(version)}>
                  {t(version.status === "draft" ? "rule.edit" : "rule.draftFrom")}
                </Button>
                {onDiscard && version.status === "draft" && (
                  <Button size="small" type="text" danger onClick={() => onDiscard(version)}>
                    {t("rule.discard")}
                  </Button>
                )}
              </Space>
            ),
          },
        ]
      : []),
  ];
  return (
    <Table<V>
      aria-label={label}
      columns={columns}
      dataSource={[...list]}
      rowKey="version"
      pagination={list.length > 20 ? { pageSize: 20 } : false}
      scroll={{ x: 640 }}
      expandable={{ expandedRowRender: (version) => <Opened version={version} list={list} /> }}
    />
  );
}

function Opened({ version, list }: { version: Version; list: readonly Version[] }) {
  const { t } = useTranslation("app");
  const before = list.find((other) => other.version < version.version && other.status !== "draft");
  return (
    <div className={styles.cards}>
      {before && (
        <section>
          <h3>{t("rule.against", { version: before.version })}</h3>
          <Differences list={differencesOf(before.words, version.words)} />
        </section>
      )}
      <section>
        <h3>{t("rule.says")}</h3>
        <RuleWords words={version.words} />
      </section>
    </div>
  );
}
