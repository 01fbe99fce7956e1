import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { type Order, orderQuery } from "../../features/order/api/get-order";
import { OrderFacts } from "../../features/order/OrderFacts";
import { OrderLines } from "../../features/order/OrderLines";

const route = getRouteApi("/frame/orders/$id");

/** One order as the till reported it. */
export function OrderPage() {
  const { t } = useTranslation("order");
  const { id } = route.useParams();
  const { member_id: memberId } = route.useSearch();
  const { data: order, error, isPending, refetch } = useQuery(orderQuery(asId(id), memberId));
  return (
    <Page
      title={order ? t("page.titled", { reference: order.reference }) : t("page.title")}
      above={<Above memberId={order?.member_id ?? memberId ?? null} />}
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

function Content({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  return (
    <>
      <Panel title={t("page.facts")}>
        <OrderFacts order={order} />
      </Panel>
      <Panel title={t("lines.title")}>
        <OrderLines order={order} />
      </Panel>
    </>
  );
}

/** Back to the member; an order without one leads back to the members. */
function Above({ memberId }: { memberId: Order["member_id"] }) {
  const { t } = useTranslation("order");
  if (!memberId) return <Link to="/members">{t("page.members")}</Link>;
  return (
    <Link to="/members/$id" params={{ id: memberId }} search={{ tab: "orders" }}>
      {t("page.back")}
    </Link>
  );
}
