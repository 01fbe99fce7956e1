import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { type Named, NamedDialog, unnamed } from "../../components/NamedDialog";
import { Panel } from "../../components/Page";
import { createOrgBrand } from "./api/create-brand";
import type { OrgBrand } from "./api/list-brands";
import { renameOrgBrand } from "./api/rename-brand";

interface OrgBrandsProps {
  readonly brands: readonly OrgBrand[];
  readonly mayEdit: boolean;
}

/** The names under which the retailer trades. */
export function OrgBrands({ brands, mayEdit }: OrgBrandsProps) {
  const { t } = useTranslation("org");
  const queries = useQueryClient();
  const [edited, setEdited] = useState<OrgBrand | "new">();
  const brand = edited === "new" ? undefined : edited;
  const create = <Button onClick={() => setEdited("new")}>{t("brand.new")}</Button>;
  return (
    <Panel title={t("brand.title")} extra={mayEdit && create}>
      {brands.length === 0 ? (
        <EmptyState title={t("brand.none")}>{t("brand.noneHelp")}</EmptyState>
      ) : (
        <Table<OrgBrand>
          aria-label={t("brand.title")}
          dataSource={[...brands]}
          rowKey="id"
          pagination={false}
          scroll={{ x: 640 }}
          columns={[
            { key: "name", title: t("column.name"), dataIndex: "name", ellipsis: true },
            { key: "code", title: t("column.code"), dataIndex: "code", width: 180, ellipsis: true },
            {
              key: "stores",
              width: 140,
              render: (_, { id }) => (
                <Link to="/org/stores" search={{ brand: id }}>
                  {t("brand.stores")}
                </Link>
              ),
            },
            {
              key: "acts",
              width: 180,
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
            ? renameOrgBrand(brand.id, { name_i18n: named.name_i18n, version: brand.version })
            : createOrgBrand(named));
          await queries.invalidateQueries({ queryKey: ["org"] });
        }}
      />
    </Panel>
  );
}
