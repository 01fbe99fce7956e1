import { ReaderContext } from "@habitue/kit/format/reader";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { PeriodFilter } from "../../components/period/PeriodFilter";
import { BrandFilter } from "../../features/org/BrandFilter";
import { PlaceFilter } from "../../features/org/PlaceFilter";
import { todayIn } from "../../lib/period";
import { idsOf, type OverviewSearch, textOfIds } from "../searches";
import styles from "./overview.module.css";

const route = getRouteApi("/frame/overview");

/** When and where: all of it stands in the address, so that a link shows the same. */
export function OverviewFilters() {
  const { t } = useTranslation("insight");
  const { zone } = useContext(ReaderContext);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: Partial<OverviewSearch>) => {
    void navigate({
      search: (before) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  };
  const isNarrowed = Boolean(search.store || search.channel || search.brand || search.currency);
  return (
    <search className={styles.filters} aria-label={t("filter.label")}>
      <PeriodFilter
        wish={search}
        today={todayIn(zone, new Date())}
        onChange={({ period, from, until }) => set({ period, from, until })}
      />
      <PlaceFilter
        places={{ store: idsOf(search.store) ?? [], channel: idsOf(search.channel) ?? [] }}
        onChange={({ store, channel }) =>
          set({ store: textOfIds(store), channel: textOfIds(channel) })
        }
      />
      <BrandFilter brand={search.brand} onChange={(brand) => set({ brand })} />
      {isNarrowed && (
        <Button
          type="link"
          onClick={() =>
            set({ store: undefined, channel: undefined, brand: undefined, currency: undefined })
          }
        >
          {t("filter.clear")}
        </Button>
      )}
    </search>
  );
}
