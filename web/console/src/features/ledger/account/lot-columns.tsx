import type { Id } from "@habitue/kit/brand";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Lot } from "../api/list-lots";
import { Cause } from "../Cause";
import { PostingLink } from "../PostingLink";
import styles from "./account.module.css";
import { LotHistory } from "./LotHistory";

const colours: Record<Lot["state"], string> = {
  pending: "blue",
  available: "success",
  spent: "default",
  expired: "warning",
};

/** The columns of a member's lots. */
export function useLotColumns(memberId: Id): TableColumnsType<Lot> {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const figure = (value: number) => <span className="kit-figure">{format.number(value)}</span>;
  return [
    {
      key: "from",
      title: t("lots.from"),
      render: (_, lot) => (
        <>
          <From lot={lot} memberId={memberId} />
          <LotHistory lot={lot} memberId={memberId} />
        </>
      ),
    },
    {
      key: "state",
      title: t("lots.state"),
      width: 96,
      render: (_, { state }) => <Tag color={colours[state]}>{t(`lots.states.${state}`)}</Tag>,
    },
    {
      key: "amount",
      title: t("lots.amount"),
      width: 96,
      align: "right",
      render: (_, { amount }) => figure(amount),
    },
    {
      key: "remaining",
      title: t("lots.remaining"),
      width: 96,
      align: "right",
      render: (_, { remaining }) => figure(remaining),
    },
    {
      key: "pinned",
      title: t("lots.pinned"),
      width: 80,
      align: "right",
      render: (_, { pinned }) => figure(pinned),
    },
    {
      key: "credited",
      title: t("lots.credited"),
      width: 110,
      render: (_, { credited_at }) => <Day at={credited_at} />,
    },
    {
      key: "matures",
      title: t("lots.matures"),
      width: 110,
      render: (_, { matures_at }) => <Day at={matures_at} />,
    },
    {
      key: "expires",
      title: t("lots.expires"),
      width: 110,
      render: (_, { expires_at }) => (expires_at ? <Day at={expires_at} /> : t("lots.never")),
    },
  ];
}

/** What brought a lot: the posting, and behind it the order or whatever caused it. */
function From({ lot, memberId }: { lot: Lot; memberId: Id }) {
  const { t } = useTranslation("posting");
  return (
    <>
      <PostingLink id={lot.posting_id} member={memberId}>
        {lot.reason?.text ?? t("lots.merged")}
      </PostingLink>
      {lot.reference && (
        <div className={styles.quiet}>
          <Cause reference={lot.reference} />
        </div>
      )}
    </>
  );
}
