import type { Id } from "@habitue/kit/brand";
import { Select, Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Grid, PictureWish } from "./api/get-grid";
import styles from "./profile.module.css";

// Ant Design's calendar weighs as much as a page.
const PictureDay = lazy(() => import("./PictureDay"));

interface PictureFiltersProps {
  readonly wish: PictureWish;
  readonly grid: Grid | undefined;
  readonly onChange: (wish: PictureWish) => void;
}

/** Of which day and brand; nothing chosen is what the last reckoning found, of all. */
export function PictureFilters({ wish, grid, onChange }: PictureFiltersProps) {
  const { t } = useTranslation("profile");
  return (
    <div className={styles.row}>
      <Suspense fallback={<Skeleton.Input active />}>
        <PictureDay day={wish.as_of} onChange={(as_of) => onChange({ ...wish, as_of })} />
      </Suspense>
      {grid && grid.brands.length > 0 && (
        <Select
          className={styles.brandChoice}
          aria-label={t("filter.brand")}
          allowClear
          placeholder={t("filter.allBrands")}
          value={wish.brand ?? null}
          options={grid.brands.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(brand?: Id) => onChange({ ...wish, brand })}
        />
      )}
      {wish.as_of && <span className={styles.quiet}>{t("filter.past")}</span>}
    </div>
  );
}
