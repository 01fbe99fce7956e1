import type { Id } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { orgBrandsQuery } from "./api/list-brands";
import styles from "./org.module.css";

interface BrandFilterProps {
  readonly brand: Id | undefined;
  readonly onChange: (brand: Id | undefined) => void;
}

/** Narrows figures to the stores of one brand; absent where there is nothing to choose. */
export function BrandFilter({ brand, onChange }: BrandFilterProps) {
  const { t } = useTranslation("org");
  const brands = useQuery(orgBrandsQuery).data?.items ?? [];
  if (brands.length < 2 && !brand) return null;
  return (
    <Select<Id>
      className={styles.choice}
      aria-label={t("place.brands")}
      placeholder={t("place.brands")}
      allowClear
      value={brand ?? null}
      options={brands.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(value: Id | undefined) => onChange(value)}
    />
  );
}
