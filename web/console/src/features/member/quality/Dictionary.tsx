import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Progress, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import { type DictionaryField, dictionaryQuery } from "./quality";
import styles from "./quality.module.css";
import { useRoleNames } from "./useRoleNames";

/** What is known of members, field by field: meaning, kind, who sees it, and of how many. */
export function Dictionary() {
  const { t } = useTranslation("quality");
  const nameOf = useRoleNames();
  const format = useFormat();
  const share = (bps: number) => format.measure(bps, { kind: "share" });
  const { data, error, isPending, refetch } = useQuery(dictionaryQuery);
  if (!data && error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  const roles = (list: readonly string[] | undefined) =>
    list?.length ? list.map(nameOf).join(t("dictionary.and")) : t("dictionary.everybody");
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.quiet}>{t("dictionary.help")}</span>
        <Link to="/members/fields">{t("dictionary.fields")}</Link>
      </div>
      <Table<DictionaryField>
        aria-label={t("tab.dictionary")}
        size="small"
        loading={isPending}
        rowKey="code"
        dataSource={data?.items ?? []}
        pagination={false}
        scroll={{ x: 900 }}
        columns={[
          {
            title: t("dictionary.field"),
            width: 180,
            render: (_, { name, code, ended }) => (
              <>
                {name} {ended && <Tag>{t("dictionary.ended")}</Tag>}
                <div className={styles.quiet}>{code}</div>
              </>
            ),
          },
          { title: t("dictionary.meaning"), render: (_, { meaning }) => meaning || "—" },
          {
            title: t("dictionary.kind"),
            width: 110,
            render: (_, { kind }) => t(`dictionary.kinds.${kind}`),
          },
          {
            title: t("dictionary.who"),
            width: 260,
            render: (_, { readers, writers, personal }) => (
              <>
                {personal && <Tag color="warning">{t("dictionary.personal")}</Tag>}
                {t("dictionary.sees", { who: roles(readers) })}
                <br />
                {t("dictionary.changes", { who: roles(writers?.length ? writers : readers) })}
              </>
            ),
          },
          {
            title: t("dictionary.filled"),
            width: 170,
            render: (_, { filled, members, name }) =>
              filled === null || members === 0 ? (
                "—"
              ) : (
                <>
                  {format.number(filled)} ({share(Math.round((filled * 10000) / members))})
                  <Progress
                    percent={(filled * 100) / members}
                    showInfo={false}
                    size="small"
                    aria-label={name}
                  />
                </>
              ),
          },
        ]}
      />
    </>
  );
}
