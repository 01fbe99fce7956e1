import { ReaderContext } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { type FoundOrder, ordersQuery } from "../../features/order/api/list-orders";
import { askedOn } from "../../features/order/filter";
import { OrderFilters } from "../../features/order/OrderFilters";
import { useFoundColumns } from "../../features/order/order-columns";
import { settingsQuery } from "../../features/org/api/get-settings";
import { channelsQuery } from "../../features/org/api/list-channels";
import { storesQuery } from "../../features/org/api/list-stores";
import { todayIn } from "../../lib/period";

const route = getRouteApi("/frame/orders");

/** Everybody's orders. The filter stands in the address, so that a link shows the same. */
export function OrdersPage() {
  const { t } = useTranslation("order");
  const filter = route.useSearch();
  const setFilter = route.useNavigate();
  const navigate = useNavigate();
  const { zone } = useContext(ReaderContext);
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const open = ({ id }: FoundOrder) => navigate({ to: "/orders/$id", params: { id } });
  return (
    <Page title={t("all.title")} purpose={t("all.purpose")}>
      <Panel>
        <OrderFilters
          filter={filter}
          stores={useQuery(storesQuery).data?.items ?? []}
          channels={useQuery(channelsQuery).data?.items ?? []}
          currency={useQuery(settingsQuery).data?.currency ?? "CNY"}
          onChange={(search) => void setFilter({ search })}
        />
        <DataList
          query={useInfiniteQuery(ordersQuery(askedOn(filter, todayIn(zone, new Date()))))}
          columns={useFoundColumns()}
          label={t("all.title")}
          empty={<Nothing isNarrowed={isNarrowed} onClear={() => void setFilter({ search: {} })} />}
          minWidth={860}
          onOpen={open}
        />
      </Panel>
    </Page>
  );
}

function Nothing({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  const { t } = useTranslation("order");
  if (!isNarrowed) return <EmptyState title={t("list.none")}>{t("list.noneHelp")}</EmptyState>;
  return (
    <EmptyState title={t("all.none")}>
      <Button onClick={onClear}>{t("filter.clear")}</Button>
    </EmptyState>
  );
}
