import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { PosterFilter, ReportBy } from "../features/member/poster/posters";
import { posterStates, reportSorts } from "../features/member/poster/posters";
import { type PeriodWish, periodWish } from "../lib/period";
import { frame } from "./frame-route";
import { textOf } from "./searches";

export const posterTabs = ["list", "report"] as const;

interface PosterSearch extends PosterFilter, PeriodWish {
  readonly tab?: (typeof posterTabs)[number] | undefined;
  readonly by?: ReportBy | undefined;
  readonly days?: number | undefined;
}

function posterSearch(search: Record<string, unknown>): PosterSearch {
  const days = Number(search.days);
  return {
    tab: posterTabs.find((tab) => tab === search.tab),
    q: textOf(search.q),
    state: posterStates.find((state) => state === search.state),
    store: textOf(search.store),
    by: reportSorts.find((by) => by === search.by),
    days: Number.isInteger(days) && days >= 1 && days <= 366 ? days : undefined,
    ...periodWish(search),
  };
}

const posters = createRoute({
  getParentRoute: () => frame,
  path: "/members/posters",
  validateSearch: posterSearch,
  component: lazyRouteComponent(() => import("./routes/poster-pages"), "Posters"),
});

/** Sheets by which people join, and what came of them. */
export const posterRoutes = [posters] as const;
