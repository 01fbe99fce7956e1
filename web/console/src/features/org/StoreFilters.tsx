import { id as asId, type Id } from "@habitue/kit/brand";
import { useTranslation } from "react-i18next";
import { type Choosing, FilterBar } from "../../components/FilterBar";
import { pathsOf } from "../../lib/tree";
import type { OrgBrand } from "./api/list-brands";
import type { Region } from "./api/list-regions";
import type { StoreFilter } from "./filter";

interface StoreFiltersProps {
  readonly filter: StoreFilter;
  readonly regions: readonly Region[];
  readonly brands: readonly OrgBrand[];
  readonly onChange: (filter: StoreFilter) => void;
}

/** Finds stores by code or name, and narrows the list. */
export function StoreFilters({ filter, regions, brands, onChange }: StoreFiltersProps) {
  const { t } = useTranslation("org");
  const paths = pathsOf(regions);
  const choices: Choosing<keyof StoreFilter>[] = [
    {
      key: "region",
      label: t("column.region"),
      options: regions.map(({ id, name }) => ({ value: id, label: paths.get(id) ?? name })),
    },
    {
      key: "brand",
      label: t("column.brand"),
      options: brands.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      key: "state",
      label: t("column.state"),
      options: (["open", "closed"] as const).map((value) => ({
        value,
        label: t(`state.${value}`),
      })),
    },
    {
      key: "named",
      label: t("filter.named"),
      options: (["yes", "no"] as const).map((value) => ({
        value,
        label: t(`filter.named_${value}`),
      })),
    },
  ];
  return (
    <FilterBar<keyof StoreFilter>
      search={{ key: "q", label: t("filter.find"), hint: t("filter.findHint") }}
      choices={choices}
      filter={filter}
      onChange={({ region, brand, ...rest }) =>
        onChange({ ...(rest as StoreFilter), region: idOf(region), brand: idOf(brand) })
      }
    />
  );
}

function idOf(text: string | undefined): Id | undefined {
  return text === undefined ? undefined : asId(text);
}
