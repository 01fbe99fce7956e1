import { useTranslation } from "react-i18next";
import { type Choosing, FilterBar } from "../../components/FilterBar";
import { pathsOf } from "../../lib/tree";
import type { GoodsBrand } from "./api/list-brands";
import type { Category } from "./api/list-categories";
import { type ArticleFilter, articleKinds, soldAnswers } from "./filter";

interface ArticleFiltersProps {
  readonly filter: ArticleFilter;
  readonly categories: readonly Category[];
  readonly brands: readonly GoodsBrand[];
  readonly onChange: (filter: ArticleFilter) => void;
}

const answers = ["yes", "no"] as const;

/** Finds articles by code or name, and narrows the list. */
export function ArticleFilters({ filter, categories, brands, onChange }: ArticleFiltersProps) {
  const { t } = useTranslation("catalog");
  const paths = pathsOf(categories);
  const asked = (key: "earns" | "discountable" | "filed" | "archived") => ({
    key,
    label: t(`filter.${key}`),
    options: answers.map((value) => ({ value, label: t(`filter.${key}_${value}`) })),
  });
  const choices: Choosing<keyof ArticleFilter>[] = [
    {
      key: "category",
      label: t("filter.category"),
      options: categories.map(({ id, code }) => ({ value: code, label: paths.get(id) ?? code })),
    },
    {
      key: "brand",
      label: t("filter.brand"),
      options: brands.map(({ code, name }) => ({ value: code, label: name })),
    },
    asked("earns"),
    asked("discountable"),
    {
      key: "sold",
      label: t("filter.sold"),
      options: soldAnswers.map((value) => ({ value, label: t(`filter.sold_${value}`) })),
    },
    {
      key: "kind",
      label: t("filter.kind"),
      options: articleKinds.map((value) => ({ value, label: t(`filter.kind_${value}`) })),
    },
    asked("filed"),
    asked("archived"),
  ];
  return (
    <FilterBar<keyof ArticleFilter>
      search={{ key: "q", label: t("filter.find"), hint: t("filter.findHint") }}
      choices={choices}
      filter={filter}
      onChange={(changed) => onChange(changed as ArticleFilter)}
    />
  );
}
