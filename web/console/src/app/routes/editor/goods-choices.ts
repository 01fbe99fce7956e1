import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { GoodsChoices } from "../../../components/terms/terms";
import { articlesQuery } from "../../../features/catalog/api/list-articles";
import { goodsBrandsQuery } from "../../../features/catalog/api/list-brands";
import { categoriesQuery } from "../../../features/catalog/api/list-categories";
import { rowsOf } from "../../../lib/page";
import { useCan } from "../../../lib/permissions";
import { useSettled } from "../../../lib/settled";

/** useGoodsChoices offers goods by name; who may not read the catalogue types codes. */
export function useGoodsChoices(): GoodsChoices {
  const enabled = useCan()("catalog:read");
  const [typed, onSearch] = useState("");
  const q = useSettled(typed.trim(), 250) || undefined;
  const articles = useInfiniteQuery({
    ...articlesQuery({ q, kind: "goods" }),
    placeholderData: keepPreviousData,
    enabled,
  });
  const categories = useQuery({ ...categoriesQuery, enabled }).data?.items ?? [];
  const brands = useQuery({ ...goodsBrandsQuery, enabled }).data?.items ?? [];
  const named = ({ code, name }: { code: string; name: string }) => ({
    value: code,
    label: `${name} · ${code}`,
  });
  return {
    articles: rowsOf(articles.data).map(named),
    categories: categories.map(named),
    brands: brands.map(named),
    onSearch,
  };
}
