import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { textOf } from "./searches";

export const qualityTabs = ["report", "queue", "rules", "dictionary"] as const;
export type QualityTab = (typeof qualityTabs)[number];

interface QualitySearch {
  readonly tab?: QualityTab | undefined;
  readonly rule?: string | undefined;
  /** The import that brought the members. */
  readonly run?: string | undefined;
}

function qualitySearch(search: Record<string, unknown>): QualitySearch {
  return {
    tab: qualityTabs.find((tab) => tab === search.tab),
    rule: textOf(search.rule),
    run: textOf(search.run),
  };
}

const quality = createRoute({
  getParentRoute: () => frame,
  path: "/members/quality",
  validateSearch: qualitySearch,
  component: lazyRouteComponent(() => import("./routes/quality-pages"), "Quality"),
});

const accesses = createRoute({
  getParentRoute: () => frame,
  path: "/members/accesses",
  validateSearch: (search: Record<string, unknown>) => ({
    staff: textOf(search.staff),
    member: textOf(search.member),
    since: textOf(search.since),
    until: textOf(search.until),
    lists: String(search.lists) === "true" ? (true as const) : undefined,
  }),
  component: lazyRouteComponent(() => import("./routes/access-pages"), "Accesses"),
});

/** How good the records of members are, and who looked into them. */
export const qualityRoutes = [quality, accesses] as const;
