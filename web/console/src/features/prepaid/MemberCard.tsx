import type { Id } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Fact, Facts } from "../../components/Facts";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { type Card, cardQuery, type TopUp } from "./api/cards";
import { Gifts } from "./Gifts";
import { GiveDialog, type Picker } from "./GiveDialog";
import styles from "./prepaid.module.css";
import { RefundDialog } from "./RefundDialog";
import { TopUpDialog } from "./TopUpDialog";
import { topUpColumns } from "./TopUpList";

/** A member's stored value: what there is, what was sold, and what may be done with it. */
export function MemberCard({ memberId, picker }: { memberId: Id; picker: Picker }) {
  const { data, error, isPending, refetch } = useQuery(cardQuery(memberId));
  if (isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (!data) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  return <Shown card={data} picker={picker} />;
}

type Wish = "top-up" | "give" | "refund" | "close" | TopUp;

function Shown({ card, picker }: { card: Card; picker: Picker }) {
  const { t } = useTranslation("prepaid");
  const can = useCan();
  const [wish, setWish] = useState<Wish>();
  const mayRefund = can("prepaid:refund") && card.refundable > 0;
  return (
    <div className={styles.card}>
      <div className={styles.row}>
        {can("prepaid:sell") && (
          <Button type="primary" onClick={() => setWish("top-up")}>
            {t("card.topUp")}
          </Button>
        )}
        {can("prepaid:sell") && card.principal + card.bonus > 0 && (
          <Button onClick={() => setWish("give")}>{t("give.title")}</Button>
        )}
        {mayRefund && <Button onClick={() => setWish("refund")}>{t("card.refund")}</Button>}
        {mayRefund && (
          <Button danger onClick={() => setWish("close")}>
            {t("card.close")}
          </Button>
        )}
      </div>
      <Balance card={card} />
      <h3>{t("card.topUps")}</h3>
      <TopUps card={card} onWithdraw={mayRefund ? setWish : undefined} />
      {card.refunds.length > 0 && <Refunds card={card} />}
      {card.gifts.length > 0 && <Gifts card={card} />}
      <TopUpDialog card={card} open={wish === "top-up"} onClose={() => setWish(undefined)} />
      <GiveDialog
        card={card}
        picker={picker}
        open={wish === "give"}
        onClose={() => setWish(undefined)}
      />
      <RefundDialog
        card={card}
        wish={wish === "top-up" || wish === "give" ? undefined : wish}
        onClose={() => setWish(undefined)}
      />
    </div>
  );
}

function Balance({ card }: { card: Card }) {
  const { t } = useTranslation("prepaid");
  return (
    <Facts>
      {(["principal", "bonus", "held", "received", "opened", "refundable"] as const)
        // Who never moved in from another system has nothing to do with it.
        .filter((part) => part !== "opened" || card.opened > 0)
        .map((part) => (
          <Fact key={part} name={t(`card.${part}`)}>
            <Money amount={card[part]} currency={card.currency} />
          </Fact>
        ))}
      <Fact name={t("list.draw")}>{card.draw && t(`drawShort.${card.draw}`)}</Fact>
    </Facts>
  );
}

interface TopUpsProps {
  readonly card: Card;
  readonly onWithdraw?: ((topUp: TopUp) => void) | undefined;
}

function TopUps({ card, onWithdraw }: TopUpsProps) {
  const { t } = useTranslation("prepaid");
  if (card.top_ups.length === 0) return <EmptyState title={t("card.none")} />;
  const fits = (topUp: TopUp) =>
    topUp.refunded === 0 &&
    card.principal - card.received >= topUp.principal &&
    card.bonus >= topUp.bonus;
  return (
    <Table<TopUp>
      aria-label={t("card.topUps")}
      rowKey="id"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={card.top_ups}
      columns={[
        ...topUpColumns(t, false),
        {
          key: "act",
          title: t("list.act"),
          width: 112,
          render: (_, topUp) =>
            onWithdraw &&
            fits(topUp) && (
              <Button type="link" size="small" onClick={() => onWithdraw(topUp)}>
                {t("card.withdraw")}
              </Button>
            ),
        },
      ]}
    />
  );
}

function Refunds({ card }: { card: Card }) {
  const { t } = useTranslation("prepaid");
  return (
    <>
      <h3>{t("card.refunds")}</h3>
      <Table
        aria-label={t("card.refunds")}
        rowKey="id"
        pagination={false}
        dataSource={card.refunds}
        columns={[
          {
            key: "at",
            title: t("list.when"),
            width: 168,
            render: (_, { at }) => <Moment at={at} />,
          },
          ...(["money", "bonus"] as const).map((part) => ({
            key: part,
            title: t(`refund.${part}`),
            align: "right" as const,
            width: 140,
            render: (_: unknown, refund: Card["refunds"][number]) => (
              <Money amount={refund[part]} currency={card.currency} />
            ),
          })),
          {
            key: "kind",
            title: t("refund.kind"),
            width: 120,
            render: (_, { closing }) => t(closing ? "card.close" : "card.refund"),
          },
          {
            key: "reason",
            title: t("refund.reason"),
            ellipsis: true,
            render: (_, { reason, reference }) => [reason, reference].filter(Boolean).join(" · "),
          },
        ]}
      />
    </>
  );
}
