import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { type FoundOrder, ordersQuery } from "../../features/order/api/list-orders";
import { useFoundColumns } from "../../features/order/found-columns";
import { OrderFilters } from "../../features/order/OrderFilters";
import { settingsQuery } from "../../features/org/api/get-settings";
import { channelsQuery } from "../../features/org/api/list-channels";
import { storesQuery } from "../../features/org/api/list-stores";

const route = getRouteApi("/frame/orders");

/** Everybody's orders. The filter stands in the address, so that a link shows the same. */
export function OrdersPage() {
  const { t } = useTranslation("order");
  const filter = route.useSearch();
  const setFilter = route.useNavigate();
  const navigate = useNavigate();
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
          query={useInfiniteQuery(ordersQuery(filter))}
          columns={useFoundColumns()}
          label={t("all.title")}
          empty={<Nothing isNarrowed={isNarrowed} onClear={() => void setFilter({ search: {} })} />}
          minWidth={960}
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
