import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Table } from "../../components/Table";
import { useConsequence } from "../../components/useConsequence";
import type { Template } from "./api/templates";
import { endWord, type Word, wordsQuery } from "./api/words";
import styles from "./coupon.module.css";
import { WordDialog } from "./WordDialog";

/** Words that everybody may type to get a coupon: made, watched, and ended. */
export function PublicWords({ template, mayManage }: { template: Template; mayManage: boolean }) {
  const { t } = useTranslation("coupon");
  const [making, setMaking] = useState(false);
  const { data, isPending } = useQuery(wordsQuery(template.id));
  const columns = useColumns(mayManage);
  return (
    <>
      {mayManage && template.status === "live" && (
        <div className={styles.row}>
          <Button onClick={() => setMaking(true)}>{t("word.make")}</Button>
          <span className={styles.quiet}>{t("word.help")}</span>
        </div>
      )}
      {data?.items.length === 0 ? (
        <EmptyState title={t("word.none")} />
      ) : (
        <Table<Word>
          aria-label={t("word.title")}
          columns={columns}
          dataSource={data?.items ?? []}
          rowKey="word"
          loading={isPending}
          pagination={false}
          scroll={{ x: 800 }}
        />
      )}
      <WordDialog template={template.id} open={making} onClose={() => setMaking(false)} />
    </>
  );
}

function useColumns(mayManage: boolean): TableColumnsType<Word> {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  const ask = useConsequence();
  const client = useQueryClient();
  const end = ({ word }: Word) =>
    ask({
      title: t("word.endTitle", { word }),
      consequence: t("word.endHelp"),
      verb: t("word.end"),
      destructive: true,
      onConfirm: async () => {
        await endWord(word);
        await client.invalidateQueries({ queryKey: ["coupon"] });
      },
    });
  return [
    { key: "word", title: t("word.word"), dataIndex: "word", ellipsis: true },
    {
      key: "state",
      title: t("list.status"),
      width: 112,
      render: (_, { ended, until }) =>
        ended || (until && Date.parse(until) <= Date.now()) ? (
          <Tag>{t("word.over")}</Tag>
        ) : (
          <Tag color="success">{t("word.live")}</Tag>
        ),
    },
    {
      key: "claimed",
      title: t("word.claimed"),
      width: 150,
      align: "right",
      render: (_, { claimed = 0, stock = 0 }) =>
        stock > 0
          ? t("word.of", { claimed: format.number(claimed), stock: format.number(stock) })
          : format.number(claimed),
    },
    {
      key: "each",
      title: t("word.perMember"),
      width: 120,
      align: "right",
      render: (_, { per_member }) => format.number(per_member),
    },
    {
      key: "until",
      title: t("word.until"),
      width: 132,
      // The end is exclusive: what is read is the last day.
      render: (_, { until }) =>
        until ? <Day at={new Date(Date.parse(until) - 1).toISOString()} /> : t("list.unbounded"),
    },
    ...(mayManage
      ? [
          {
            key: "acts",
            title: t("word.act"),
            width: 96,
            render: (_: unknown, word: Word) =>
              !word.ended && (
                <Button size="small" type="text" danger onClick={() => end(word)}>
                  {t("word.end")}
                </Button>
              ),
          },
        ]
      : []),
  ];
}
