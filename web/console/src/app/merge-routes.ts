import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";

const duplicates = createRoute({
  getParentRoute: () => frame,
  path: "/members/duplicates",
  component: lazyRouteComponent(() => import("./routes/merge-pages"), "Duplicates"),
});

/** Members who may be one person. */
export const mergeRoutes = [duplicates] as const;
