import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { storesFiguresQuery } from "../../features/insight/api/get-stores";
import { orgBrandsQuery } from "../../features/org/api/list-brands";
import { regionsQuery } from "../../features/org/api/list-regions";
import type { Store } from "../../features/org/api/list-stores";
import { searchStoresQuery } from "../../features/org/api/search-stores";
import { StoreDialog } from "../../features/org/StoreDialog";
import { StoreFilters } from "../../features/org/StoreFilters";
import { type Doing, useStoreColumns } from "../../features/org/store-columns";
import { rowsOf } from "../../lib/page";
import { useCan } from "../../lib/permissions";

const route = getRouteApi("/frame/org/stores");

/** Every place with a till, and how it does. */
export function StoresPage() {
  const { t } = useTranslation("org");
  const filter = route.useSearch();
  const setFilter = route.useNavigate();
  const navigate = useNavigate();
  const mayEdit = useCan()("org:write");
  const regions = useQuery(regionsQuery).data?.items ?? [];
  const brands = useQuery(orgBrandsQuery).data?.items ?? [];
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const open = ({ id }: Store) => navigate({ to: "/org/stores/$id", params: { id } });
  return (
    <Page title={t("list.title")} purpose={t("list.purpose")} action={mayEdit && <NewStore />}>
      {filter.named !== "no" && (
        <Unnamed onShow={() => void setFilter({ search: { named: "no" } })} />
      )}
      <Panel>
        <StoreFilters
          filter={filter}
          regions={regions}
          brands={brands}
          onChange={(search) => void setFilter({ search })}
        />
        <DataList
          query={useInfiniteQuery(searchStoresQuery(filter))}
          columns={useStoreColumns({ regions, brands, doing: useDoing() })}
          label={t("list.title")}
          empty={<Nothing isNarrowed={isNarrowed} onClear={() => void setFilter({ search: {} })} />}
          minWidth={1120}
          onOpen={open}
        />
      </Panel>
    </Page>
  );
}

function useDoing(): Doing | undefined {
  const may = useCan()("insight:read");
  const { data } = useQuery({ ...storesFiguresQuery, enabled: may });
  if (!may) return undefined;
  return {
    currency: data?.currency ?? "CNY",
    of: new Map(data?.items.map(({ store_id, ...figures }) => [store_id, figures])),
  };
}

/** Stores that an import made and that nobody has named yet. */
function Unnamed({ onShow }: { onShow: () => void }) {
  const { t } = useTranslation("org");
  const count = rowsOf(useInfiniteQuery(searchStoresQuery({ named: "no" })).data).length;
  if (count === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t("list.unnamed", { count })}
      action={
        <Button size="small" onClick={onShow}>
          {t("list.showUnnamed")}
        </Button>
      }
    />
  );
}

function NewStore() {
  const { t } = useTranslation("org");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("edit.new")}
      </Button>
      <StoreDialog
        regions={useQuery(regionsQuery).data?.items ?? []}
        brands={useQuery(orgBrandsQuery).data?.items ?? []}
        open={isOpen}
        onClose={() => setOpen(false)}
        onSaved={async ({ id }) => {
          await queries.invalidateQueries({ queryKey: ["org"] });
          await navigate({ to: "/org/stores/$id", params: { id } });
        }}
      />
    </>
  );
}

function Nothing({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  const { t } = useTranslation("org");
  if (!isNarrowed) return <EmptyState title={t("list.none")}>{t("list.noneHelp")}</EmptyState>;
  return (
    <EmptyState title={t("list.noMatch")}>
      <Button onClick={onClear}>{t("list.clear")}</Button>
    </EmptyState>
  );
}
