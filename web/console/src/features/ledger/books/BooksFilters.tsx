import { useQuery } from "@tanstack/react-query";
import { Segmented, Skeleton } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { trialBalanceQuery } from "../api/get-trial-balance";
import styles from "./books.module.css";
import type { BooksWish } from "./wish";

// Ant Design's calendar weighs as much as a page.
const AsOfDay = lazy(() => import("./AsOfDay"));

interface BooksFiltersProps {
  readonly wish: BooksWish;
  readonly onChange: (wish: BooksWish) => void;
  /** What only some of the books can be narrowed by. */
  readonly has: { readonly asset?: boolean; readonly clock?: boolean; readonly asOf?: boolean };
  readonly children?: ReactNode;
}

/** Of what, by which clock, until when, and whom is asked. */
export function BooksFilters({ wish, onChange, has, children }: BooksFiltersProps) {
  const { t } = useTranslation("books");
  return (
    <div className={styles.filters}>
      {has.asset && (
        <AssetChoice chosen={wish.asset} onChange={(asset) => onChange({ ...wish, asset })} />
      )}
      {children}
      {has.asOf && (
        <span className={styles.field}>
          {t("filter.asOf")}
          <Suspense fallback={<Skeleton.Input active />}>
            <AsOfDay day={wish.as_of} onChange={(as_of) => onChange({ ...wish, as_of })} />
          </Suspense>
        </span>
      )}
      {has.clock && (
        <Segmented
          aria-label={t("filter.clock")}
          value={wish.clock ?? "occurred"}
          options={(["occurred", "recorded"] as const).map((value) => ({
            value,
            label: t(`filter.by.${value}`),
            title: t(`filter.byHelp.${value}`),
          }))}
          onChange={(clock) =>
            onChange({ ...wish, clock: clock === "recorded" ? clock : undefined })
          }
        />
      )}
      <Segmented
        aria-label={t("filter.source")}
        value={wish.source ?? "copy"}
        options={(["copy", "record"] as const).map((value) => ({
          value,
          label: t(`filter.at.${value}`),
          title: t(`filter.atHelp.${value}`),
        }))}
        onChange={(source) =>
          onChange({ ...wish, source: source === "record" ? source : undefined })
        }
      />
    </div>
  );
}

interface AssetChoiceProps {
  readonly chosen: string | undefined;
  readonly onChange: (asset: string) => void;
}

/** Assets that have entries; others have no books to look at. */
function AssetChoice({ chosen = "points", onChange }: AssetChoiceProps) {
  const { t } = useTranslation("books");
  const { data } = useQuery(trialBalanceQuery({}));
  const assets = data?.assets ?? [];
  if (assets.length < 2) return null;
  return (
    <Segmented
      aria-label={t("filter.asset")}
      value={chosen}
      options={assets.map(({ asset, name }) => ({ value: asset, label: name }))}
      onChange={onChange}
    />
  );
}
