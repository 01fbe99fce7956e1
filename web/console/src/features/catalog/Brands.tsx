import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { unnamed } from "../../components/NamedDialog";
import { NamedPanel } from "../../components/NamedPanel";
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
  return (
    <NamedPanel
      words={{
        title: t("brand.title"),
        create: t("brand.new"),
        change: t("brand.rename"),
        none: t("brand.empty"),
        noneHelp: t("brand.emptyHelp"),
        name: t("column.name"),
        code: t("column.code"),
        saveVerb: t("edit.save"),
        createVerb: t("edit.create"),
        changing: (name) => t("edit.title", { name }),
        changed: (name) => t("edit.done", { name }),
      }}
      things={brands}
      mayEdit={mayEdit}
      columns={[
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
      ]}
      blank={unnamed}
      typedOf={({ code, name_i18n }) => ({ code, name_i18n })}
      onCreate={createGoodsBrand}
      onChange={({ id, version }, { name_i18n }) => renameGoodsBrand(id, { name_i18n, version })}
      stale="catalog"
    />
  );
}
