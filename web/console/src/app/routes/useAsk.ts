import { ReaderContext } from "@habitue/kit/format/reader";
import { useContext, useMemo } from "react";
import type { InsightAsk } from "../../features/insight/api/ask";
import { periodOf, todayIn } from "../../lib/period";
import { idsOf, type OverviewSearch } from "../searches";

/** useAsk is what an address asks for, on this day in the shop's zone. */
export function useAsk(search: OverviewSearch): InsightAsk {
  const { zone } = useContext(ReaderContext);
  const today = todayIn(zone, new Date());
  const { period, from, until, store, channel, brand, currency } = search;
  return useMemo(
    () => ({
      ...periodOf({ period, from, until }, today),
      store: idsOf(store),
      channel: idsOf(channel),
      brand,
      currency,
    }),
    [period, from, until, today, store, channel, brand, currency],
  );
}
