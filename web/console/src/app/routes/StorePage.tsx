import { id as asId } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Page, Panel } from "../../components/Page";
import { storesFiguresQuery } from "../../features/insight/api/get-stores";
import { storeQuery } from "../../features/org/api/get-store";
import { orgBrandsQuery } from "../../features/org/api/list-brands";
import { regionsQuery } from "../../features/org/api/list-regions";
import type { Store } from "../../features/org/api/list-stores";
import { useCan } from "../../lib/permissions";
import { pathsOf } from "../../lib/tree";
import { StoreActs } from "./StoreActs";

const route = getRouteApi("/frame/org/stores/$id");

/** One store: where it is, how it does, and the ways to its orders and members. */
export function StorePage() {
  const { t } = useTranslation("org");
  const can = useCan();
  const { id } = route.useParams();
  const { data: store, error, isPending, refetch } = useQuery(storeQuery(asId(id)));
  return (
    <Page
      title={store?.name ?? t("store.title")}
      above={<Link to="/org/stores">{t("store.back")}</Link>}
      action={store && can("org:write") && <StoreActs store={store} />}
    >
      {isPending && (
        <Panel>
          <Skeleton active paragraph={{ rows: 6 }} />
        </Panel>
      )}
      {!store && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {store && (
        <>
          {!store.named && <Alert type="info" showIcon title={t("store.unnamedHelp")} />}
          <Panel title={t("store.facts")} extra={<State store={store} />}>
            <Known store={store} />
          </Panel>
          {can("insight:read") && <How store={store} />}
          <Ways store={store} />
        </>
      )}
    </Page>
  );
}

function State({ store }: { store: Store }) {
  const { t } = useTranslation("org");
  return store.closed_at ? (
    <Tag>{t("state.closed")}</Tag>
  ) : (
    <Tag color="success">{t("state.open")}</Tag>
  );
}

function Known({ store }: { store: Store }) {
  const { t } = useTranslation("org");
  const format = useFormat();
  const regions = useQuery(regionsQuery).data?.items ?? [];
  const brands = useQuery(orgBrandsQuery).data?.items ?? [];
  const { region_id, brand_id, opened_on, closed_at, cutoff_minutes, own_zone } = store;
  return (
    <Facts>
      <Fact name={t("column.code")}>{store.code}</Fact>
      <Fact name={t("column.region")}>{region_id && pathsOf(regions).get(region_id)}</Fact>
      <Fact name={t("column.brand")}>{brands.find(({ id }) => id === brand_id)?.name}</Fact>
      <Fact name={t("edit.opened")}>{opened_on && format.localDate(opened_on)}</Fact>
      {closed_at && (
        <Fact name={t("store.closed")}>
          <Day at={closed_at} />
        </Fact>
      )}
      <Fact name={t("edit.zone")}>
        {own_zone ?? t("store.likeRetailer", { value: store.zone })}
      </Fact>
      <Fact name={t("store.cutoff")}>
        {cutoff_minutes === null
          ? t("store.cutoffLikeRetailer")
          : t("store.minutes", { count: cutoff_minutes })}
      </Fact>
    </Facts>
  );
}

function How({ store }: { store: Store }) {
  const { t } = useTranslation("org");
  const format = useFormat();
  const { data, error, refetch } = useQuery(storesFiguresQuery);
  const figures = data?.items.find(({ store_id }) => store_id === store.id);
  return (
    <Panel title={t("store.how")}>
      {!data && error && <ProblemView size="small" thrown={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {data && !figures && t("store.nothing")}
      {data && figures && (
        <Facts>
          <Fact name={t("column.sales")}>
            <Money amount={figures.sales} currency={data.currency} />
          </Fact>
          <Fact name={t("column.orders")}>{format.number(figures.orders)}</Fact>
          <Fact name={t("column.last")}>
            {figures.last_order && format.localDate(figures.last_order)}
          </Fact>
          <Fact name={t("column.members")}>{format.number(figures.members)}</Fact>
        </Facts>
      )}
    </Panel>
  );
}

/** Where its orders, its members, its figures and its changes are. */
function Ways({ store }: { store: Store }) {
  const { t } = useTranslation("org");
  const can = useCan();
  const ways = [
    can("order:read") && (
      <Link key="orders" to="/orders" search={{ store: store.code }}>
        {t("store.orders")}
      </Link>
    ),
    can("member:read") && (
      <Link key="members" to="/members" search={{ home_store: store.id }}>
        {t("store.members")}
      </Link>
    ),
    can("insight:read") && (
      <Link key="overview" to="/overview" search={{ store: store.id }}>
        {t("store.overview")}
      </Link>
    ),
    can("staff:read") && (
      <Link key="trail" to="/staff/audit" search={{ subject_kind: "store", subject_id: store.id }}>
        {t("store.trail")}
      </Link>
    ),
  ];
  return <p>{ways.filter(Boolean).flatMap((way, at) => (at > 0 ? [" · ", way] : [way]))}</p>;
}
