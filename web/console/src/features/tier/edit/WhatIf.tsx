import { Change } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import styles from "../../../components/rule/rule.module.css";
import { Table } from "../../../components/Table";
import { type LadderTried, previewLadder } from "../api/preview-ladder";
import type { LadderBody } from "./LevelsFields";

/** Where all members would stand if a draft had always held. Keeps nothing. */
export function WhatIf({ ladder }: { ladder: LadderBody }) {
  const { t } = useTranslation("tier");
  const trying = useMutation({ mutationFn: previewLadder, gcTime: 0 });
  return (
    <Panel title={t("whatIf.title")}>
      <p className={styles.quiet}>{t("whatIf.purpose")}</p>
      <Button type="primary" ghost loading={trying.isPending} onClick={() => trying.mutate(ladder)}>
        {t("whatIf.submit")}
      </Button>
      {trying.error && (
        <ProblemView size="small" thrown={trying.error} onRetry={() => trying.mutate(ladder)} />
      )}
      {trying.data && <Result tried={trying.data} />}
    </Panel>
  );
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly now: number;
  readonly draft: number;
}

/** Every level of either ladder, with how many have it now and would have it. */
function rowsOf({ now, draft }: LadderTried): Row[] {
  const codes = [...new Set([...draft, ...now].map(({ level }) => level.code))];
  const of = (list: LadderTried["now"], code: string) =>
    list.find(({ level }) => level.code === code);
  return codes.map((code) => ({
    code,
    name: of(draft, code)?.level.name ?? of(now, code)?.level.name ?? code,
    now: of(now, code)?.members ?? 0,
    draft: of(draft, code)?.members ?? 0,
  }));
}

function Result({ tried }: { tried: LadderTried }) {
  const { t } = useTranslation("tier");
  const format = useFormat();
  const columns: TableColumnsType<Row> = [
    { key: "level", title: t("whatIf.level"), render: (_, { name }) => name },
    {
      key: "now",
      title: t("whatIf.now"),
      align: "right",
      render: (_, row) => format.number(row.now),
    },
    {
      key: "draft",
      title: t("whatIf.draft"),
      align: "right",
      render: (_, row) => format.number(row.draft),
    },
    {
      key: "change",
      title: t("whatIf.change"),
      align: "right",
      render: (_, row) => <Change amount={row.draft - row.now} />,
    },
  ];
  return (
    <section aria-live="polite" className={styles.cards}>
      <p className={styles.quiet}>
        {t(tried.looked_at < tried.members ? "whatIf.sampled" : "whatIf.everybody", {
          looked: format.number(tried.looked_at),
          members: format.number(tried.members),
        })}
      </p>
      <Table<Row>
        aria-label={t("whatIf.title")}
        size="small"
        columns={columns}
        dataSource={rowsOf(tried)}
        rowKey="code"
        pagination={false}
      />
      {tried.moves.length > 0 && (
        <ul>
          {tried.moves.map(({ from, to, up, members }) => (
            <li key={`${from.code}-${to.code}`}>
              {t(up ? "whatIf.up" : "whatIf.down", {
                from: from.name,
                to: to.name,
                members: format.number(members),
              })}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.alerts}>
        {tried.gaps
          .filter(({ holds, misses }) => holds + misses > 0)
          .map(({ level, text }) => (
            <Alert key={level.code} type="info" showIcon title={text} />
          ))}
      </div>
    </section>
  );
}
