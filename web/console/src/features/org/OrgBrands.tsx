import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { unnamed } from "../../components/NamedDialog";
import { NamedPanel } from "../../components/NamedPanel";
import { createOrgBrand } from "./api/create-brand";
import type { OrgBrand } from "./api/list-brands";
import { renameOrgBrand } from "./api/rename-brand";
import { useNamedWords } from "./named-words";

interface OrgBrandsProps {
  readonly brands: readonly OrgBrand[];
  readonly mayEdit: boolean;
}

/** The names under which the retailer trades. */
export function OrgBrands({ brands, mayEdit }: OrgBrandsProps) {
  const { t } = useTranslation("org");
  return (
    <NamedPanel
      words={{
        ...useNamedWords(),
        title: t("brand.title"),
        create: t("brand.new"),
        change: t("brand.rename"),
        none: t("brand.none"),
        noneHelp: t("brand.noneHelp"),
      }}
      things={brands}
      mayEdit={mayEdit}
      columns={[
        {
          key: "stores",
          width: 140,
          render: (_, { id }) => (
            <Link to="/org/stores" search={{ brand: id }}>
              {t("brand.stores")}
            </Link>
          ),
        },
      ]}
      blank={unnamed}
      typedOf={({ code, name_i18n }) => ({ code, name_i18n })}
      onCreate={createOrgBrand}
      onChange={({ id, version }, { name_i18n }) => renameOrgBrand(id, { name_i18n, version })}
      stale="org"
    />
  );
}
