import type { Id } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ArticlesChart } from "../../features/insight/ArticlesChart";
import type { InsightAsk } from "../../features/insight/api/ask";
import { HoursHeat } from "../../features/insight/HoursHeat";
import { ReturnChart } from "../../features/insight/ReturnChart";
import { type PlaceSplit, SplitChart } from "../../features/insight/SplitChart";
import { TierMoves } from "../../features/insight/TierMoves";
import { TrendChart } from "../../features/insight/TrendChart";
import { channelsQuery } from "../../features/org/api/list-channels";
import { storesQuery } from "../../features/org/api/list-stores";
import { RfmGrid } from "../../features/profile/RfmGrid";
import { useCan } from "../../lib/permissions";
import styles from "./overview.module.css";

const route = getRouteApi("/frame/overview");

/** The pictures of the overview; a click narrows the page, or opens the members behind. */
export function OverviewCharts({ ask }: { ask: InsightAsk }) {
  const can = useCan();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = useNarrow();
  const openMoved = (from_level: string | undefined, to_level: string) => {
    if (!can("member:read")) return;
    void navigate({
      to: "/overview/members",
      search: { ...search, behind: "moved", from_level, to_level },
    });
  };
  return (
    <div className={styles.charts}>
      <div className={styles.wide}>
        <TrendChart ask={ask} />
      </div>
      <SplitChart ask={ask} onPick={narrow} />
      <ReturnChart ask={ask} />
      <HoursHeat ask={ask} />
      <ArticlesChart ask={ask} />
      <TierMoves ask={ask} onPick={openMoved} />
      {can("profile:read") && (
        <RfmGrid
          wish={{ brand: ask.brand }}
          onPick={
            can("member:read")
              ? (cell) => void navigate({ to: "/members", search: cell })
              : undefined
          }
        />
      )}
    </div>
  );
}

/** Narrows the page to the store or channel of a code, whose id the lists know. */
function useNarrow(): (split: PlaceSplit, code: string) => void {
  const navigate = route.useNavigate();
  const stores = useQuery(storesQuery).data?.items;
  const channels = useQuery(channelsQuery).data?.items;
  return (split, code) => {
    const places: readonly { id: Id; code: string }[] | undefined =
      split === "store" ? stores : channels;
    const place = places?.find((known) => known.code === code);
    if (!place) return; // "the rest" and "no store" are no places
    const key = split === "store" ? "store" : "channel";
    void navigate({ search: (before) => ({ ...before, [key]: place.id }), resetScroll: false });
  };
}
