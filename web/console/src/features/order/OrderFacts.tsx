import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import type { Order } from "./api/get-order";
import styles from "./order.module.css";
import { placeOf } from "./order-columns";

/** When, where and by whom an order was made, and how it was paid. */
export function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  const format = useFormat();
  return (
    <div className={styles.facts}>
      <Facts>
        <Fact name={t("fact.occurred")}>
          <Moment at={order.occurred_at} />
        </Fact>
        <Fact name={t("fact.businessDay")}>{format.localDate(order.local_date)}</Fact>
        <Fact name={t("fact.recorded")}>
          <Moment at={order.recorded_at} />
        </Fact>
      </Facts>
      <Facts>
        <Fact name={t("fact.place")}>{placeOf(order, t("separator"))}</Fact>
        <Fact name={t("fact.till")}>{order.till}</Fact>
        <Fact name={t("fact.cashier")}>{order.cashier}</Fact>
        <Fact name={t("fact.source")}>{order.source}</Fact>
      </Facts>
      <OrderAmounts order={order} />
    </div>
  );
}

function OrderAmounts({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  const { currency } = order;
  return (
    <Facts>
      <Fact name={t("fact.list")}>
        <Money amount={order.list_amount} currency={currency} />
      </Fact>
      <Fact name={t("fact.discount")}>
        <Money amount={order.discount_amount} currency={currency} />
      </Fact>
      <Fact name={t("fact.paid")}>
        <span className={styles.total}>
          <Money amount={order.paid_amount} currency={currency} />
        </span>
        <Tenders order={order} />
      </Fact>
      <Fact name={t("fact.refunded")}>
        <Money amount={order.refunded_amount} currency={currency} />
      </Fact>
    </Facts>
  );
}

function Tenders({ order: { tenders, currency } }: { order: Order }) {
  return tenders.map(({ kind, amount }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, in which one kind may stand twice
    <div key={at} className={styles.quiet}>
      {kind} <Money amount={amount} currency={currency} />
    </div>
  ));
}
