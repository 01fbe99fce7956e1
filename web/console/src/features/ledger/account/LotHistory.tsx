import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Skeleton, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import { type LotChange, lotQuery } from "../api/get-lot";
import type { Lot } from "../api/list-lots";
import { PostingLink } from "../PostingLink";
import styles from "./account.module.css";

interface LotHistoryProps {
  readonly memberId: Lot["id"];
  readonly lot: Lot;
}

/** Opens what happened to a lot: credited, drawn, given back, and its end moved by whom and why. */
export function LotHistory({ memberId, lot }: LotHistoryProps) {
  const { t } = useTranslation("posting");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" type="link" style={{ padding: 0 }} onClick={() => setOpen(true)}>
        {t("lots.history.open")}
      </Button>
      <Modal
        open={open}
        title={t("lots.history.title")}
        footer={null}
        width={720}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {lot.idle_months > 0 && (
          <p className={styles.quiet}>{t("lots.history.idle", { months: lot.idle_months })}</p>
        )}
        <Changes memberId={memberId} lot={lot} />
      </Modal>
    </>
  );
}

function Changes({ memberId, lot }: LotHistoryProps) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const { data, error, refetch } = useQuery(lotQuery(memberId, lot.id));
  if (error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  const columns: TableColumnsType<LotChange> = [
    {
      key: "at",
      title: t("lots.history.at"),
      width: 170,
      render: (_, { at }) => <Moment at={at} />,
    },
    {
      key: "what",
      title: t("lots.history.what"),
      render: (_, { reason, posting_id, was, until, by, note }) => (
        <>
          {posting_id ? (
            <PostingLink id={posting_id} member={memberId}>
              {reason.text}
            </PostingLink>
          ) : (
            <>
              {was &&
                until &&
                t("lots.history.ends", { was: format.day(was), until: format.day(until) })}
              <div className={styles.quiet}>
                {[by?.name, reason.text, note].filter(Boolean).join(" · ")}
              </div>
            </>
          )}
        </>
      ),
    },
    {
      key: "amount",
      title: t("lots.history.amount"),
      width: 110,
      align: "right",
      render: (_, { amount }) =>
        amount === 0 ? "—" : <span className="kit-figure">{format.number(amount)}</span>,
    },
  ];
  return (
    <Table<LotChange>
      aria-label={t("lots.history.title")}
      columns={columns}
      dataSource={data.changes}
      rowKey={({ at, posting_id, adjustment_id }) => `${at}-${posting_id ?? adjustment_id}`}
      pagination={false}
      size="small"
    />
  );
}
