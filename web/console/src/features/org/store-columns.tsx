import type { Id, Minor } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { pathsOf } from "../../lib/tree";
import type { OrgBrand } from "./api/list-brands";
import type { Region } from "./api/list-regions";
import type { Store } from "./api/list-stores";

/** How stores did in the last 30 days, for whom may see it. */
export interface Doing {
  readonly currency: string;
  readonly of: ReadonlyMap<
    Id,
    { sales: Minor; orders: number; last_order: string | null; members: number }
  >;
}

interface StoreColumns {
  readonly regions: readonly Region[];
  readonly brands: readonly OrgBrand[];
  readonly doing: Doing | undefined;
}

export function useStoreColumns({ regions, brands, doing }: StoreColumns) {
  const { t } = useTranslation("org");
  const paths = pathsOf(regions);
  const columns: TableColumnsType<Store> = [
    {
      key: "name",
      title: t("column.store"),
      ellipsis: true,
      render: (_, { id, name, named, closed_at }) => (
        <>
          <Link to="/org/stores/$id" params={{ id }}>
            {name}
          </Link>{" "}
          {closed_at && <Tag>{t("state.closed")}</Tag>}
          {!named && <Tag color="warning">{t("state.unnamed")}</Tag>}
        </>
      ),
    },
    { key: "code", title: t("column.code"), dataIndex: "code", width: 88, ellipsis: true },
    {
      key: "region",
      title: t("column.region"),
      width: 120,
      ellipsis: true,
      render: (_, { region_id }) => (region_id && paths.get(region_id)) ?? "—",
    },
    {
      key: "brand",
      title: t("column.brand"),
      width: 120,
      ellipsis: true,
      render: (_, { brand_id }) => brands.find(({ id }) => id === brand_id)?.name ?? "—",
    },
  ];
  return useDoingColumns(doing, columns);
}

function useDoingColumns(doing: Doing | undefined, columns: TableColumnsType<Store>) {
  const { t } = useTranslation("org");
  const format = useFormat();
  if (!doing) return columns;
  const number = (key: "orders" | "members", title: string): TableColumnsType<Store>[number] => ({
    key,
    title,
    width: 116,
    align: "right",
    render: (_, { id }) => {
      const figures = doing.of.get(id);
      return figures ? format.number(figures[key]) : "—";
    },
  });
  const more: TableColumnsType<Store> = [
    {
      key: "sales",
      title: t("column.sales"),
      width: 116,
      align: "right",
      render: (_, { id }) => {
        const figures = doing.of.get(id);
        return figures ? <Money amount={figures.sales} currency={doing.currency} /> : "—";
      },
    },
    number("orders", t("column.orders")),
    number("members", t("column.members")),
    {
      key: "last",
      title: t("column.last"),
      width: 116,
      align: "right",
      render: (_, { id }) => {
        const last = doing.of.get(id)?.last_order;
        return last ? format.localDate(last) : "—";
      },
    },
  ];
  return [...columns, ...more];
}
