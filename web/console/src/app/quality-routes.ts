import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { textOf } from "./searches";

export const qualityTabs = ["report", "queue", "rules", "dictionary"] as const;
export type QualityTab = (typeof qualityTabs)[number];

interface QualitySearch {
  readonly tab?: QualityTab | undefined;
  readonly rule?: string | undefined;
}

function qualitySearch(search: Record<string, unknown>): QualitySearch {
  return { tab: qualityTabs.find((tab) => tab === search.tab), rule: textOf(search.rule) };
}

const quality = createRoute({
  getParentRoute: () => frame,
  path: "/members/quality",
  validateSearch: qualitySearch,
  component: lazyRouteComponent(() => import("./routes/quality-pages"), "Quality"),
});

/** How good the records of members are. */
export const qualityRoutes = [quality] as const;
