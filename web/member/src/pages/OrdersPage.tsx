import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ordersQuery } from "../api/queries";
import { More } from "../parts/More";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Empty, Loaded } from "../parts/states";

/** OrdersPage lists what was bought, the latest first. */
export function OrdersPage() {
  const { t } = useTranslation("me");
  const format = useFormat();
  const query = useInfiniteQuery(ordersQuery);
  return (
    <Page title={t("orders.title")} back="/">
      <Loaded query={query}>
        {({ pages }) => {
          const orders = pages.flatMap(({ items }) => items);
          if (orders.length === 0) {
            return <Empty title={t("orders.none")} help={t("orders.noneHelp")} />;
          }
          return (
            <Part>
              <Rows>
                <Row to="/spending" title={t("spending.title")} note={t("spending.help")} />
                {orders.map((order) => (
                  <Row
                    key={order.id}
                    to={`/orders/${order.id}`}
                    title={order.store?.name ?? order.channel?.name ?? order.reference}
                    note={`${format.moment(order.occurred_at)} · ${t("orders.lines", { count: order.lines_count })}`}
                    value={
                      <>
                        <strong>{format.money(order.paid_amount, order.currency)}</strong>
                        {order.refunded_amount > 0 && <small>{t("orders.refunded")}</small>}
                      </>
                    }
                  />
                ))}
              </Rows>
              <More query={query} />
            </Part>
          );
        }}
      </Loaded>
    </Page>
  );
}
