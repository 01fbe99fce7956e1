import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { type Named, NamedDialog, unnamed } from "../../components/NamedDialog";
import { Panel } from "../../components/Page";
import { createGoodsBrand } from "./api/create-brand";
import type { GoodsBrand } from "./api/list-brands";
import { renameGoodsBrand } from "./api/rename-brand";

interface BrandsProps {
  readonly brands: readonly GoodsBrand[];
  readonly mayEdit: boolean;
}

/** The makers' brands of goods, with how many articles are of each. */
export function Brands({ brands, mayEdit }: BrandsProps) {
  const { t } = useTranslation("catalog");
  const queries = useQueryClient();
  const [edited, setEdited] = useState<GoodsBrand | "new">();
  const brand = edited === "new" ? undefined : edited;
  const create = <Button onClick={() => setEdited("new")}>{t("brand.new")}</Button>;
  return (
    <Panel title={t("brand.title")} extra={mayEdit && create}>
      {brands.length === 0 ? (
        <EmptyState title={t("brand.empty")}>{t("brand.emptyHelp")}</EmptyState>
      ) : (
        <Table<GoodsBrand>
          aria-label={t("brand.title")}
          dataSource={[...brands]}
          rowKey="id"
          pagination={false}
          scroll={{ x: 560 }}
          columns={[
            { key: "name", title: t("column.name"), dataIndex: "name", ellipsis: true },
            { key: "code", title: t("column.code"), dataIndex: "code", width: 200, ellipsis: true },
            {
              key: "articles",
              title: t("column.articles"),
              width: 130,
              align: "right",
              render: (_, { code, articles }) => (
                <Link to="/catalog/articles" search={{ brand: code }}>
                  {t("category.articles", { count: articles })}
                </Link>
              ),
            },
            {
              key: "acts",
              width: 100,
              align: "right",
              render: (_, one) =>
                mayEdit && (
                  <Button size="small" onClick={() => setEdited(one)}>
                    {t("brand.rename")}
                  </Button>
                ),
            },
          ]}
        />
      )}
      <NamedDialog<Named>
        open={edited !== undefined}
        title={brand ? t("edit.title", { name: brand.name }) : t("brand.new")}
        verb={t(brand ? "edit.save" : "edit.create")}
        thing={brand}
        initial={brand ?? unnamed}
        onClose={() => setEdited(undefined)}
        onSave={async (named) => {
          await (brand
            ? renameGoodsBrand(brand.id, { name_i18n: named.name_i18n, version: brand.version })
            : createGoodsBrand(named));
          await queries.invalidateQueries({ queryKey: ["catalog"] });
        }}
      />
    </Panel>
  );
}
