import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { checkoutByNumberQuery } from "../../features/checkout/api/find-by-number";
import { type Order, orderQuery } from "../../features/order/api/get-order";
import { LateNote } from "../../features/order/LateNote";
import { OrderEarned } from "../../features/order/OrderEarned";
import { OrderFacts } from "../../features/order/OrderFacts";
import { OrderLines } from "../../features/order/OrderLines";
import { OrderRefunds } from "../../features/order/OrderRefunds";
import { BoughtBy } from "../../features/order/order-columns";
import { ReceiptButton } from "../../features/order/ReceiptButton";
import { useCan } from "../../lib/permissions";
import { AttachToMember } from "./Attach";

const TakeBackOf = lazy(() => import("./TakeBack").then((m) => ({ default: m.TakeBackOf })));

const route = getRouteApi("/frame/orders/$id");

/** One order: as the till reported it, what it brought and why, what came back. */
export function OrderPage() {
  const { t } = useTranslation("order");
  const can = useCan();
  const { id } = route.useParams();
  const { data: order, error, isPending, refetch } = useQuery(orderQuery(asId(id)));
  const isLoose = order && !order.member_id;
  return (
    <Page
      title={order ? t("page.titled", { reference: order.reference }) : t("page.title")}
      above={<Link to="/orders">{t("page.orders")}</Link>}
      action={
        order && (
          <div style={{ display: "flex", alignItems: "center", gap: 16 }}>
            <ReceiptButton order={order} />
            {isLoose && can("order:attach") && <AttachToMember order={order} />}
            <Suspense fallback={null}>
              <Explain order={order} />
            </Suspense>
          </div>
        )
      }
    >
      {isPending && (
        <Panel>
          <Skeleton active paragraph={{ rows: 8 }} />
        </Panel>
      )}
      {!order && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {order && <Content order={order} />}
    </Page>
  );
}

/** The way to the checkout of which the order came; other systems' orders came of none. */
function Explain({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  const enabled = useCan()("checkout:read");
  const found = useQuery({ ...checkoutByNumberQuery(order.reference), enabled });
  const one = found.data?.items.find(({ order_id }) => order_id === order.id);
  if (!one) return null;
  return (
    <>
      <Link to="/checkouts/$id" params={{ id: one.id }}>
        {t("page.explain")}
      </Link>
      <TakeBackOf checkout={one.id} />
    </>
  );
}

function Content({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  return (
    <>
      {order.late_entry && <LateNote entry={order.late_entry} />}
      <Panel title={t("page.facts")} extra={<BoughtBy member={order.member} />}>
        <OrderFacts order={order} />
      </Panel>
      <Panel title={t("page.earned")}>
        <OrderEarned order={order} />
      </Panel>
      <Panel title={t("lines.title")}>
        <OrderLines order={order} />
      </Panel>
      {order.refunds.length > 0 && (
        <Panel title={t("refunds.title")}>
          <OrderRefunds refunds={order.refunds} />
        </Panel>
      )}
    </>
  );
}
