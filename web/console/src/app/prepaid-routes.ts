import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { ruleSearch } from "./searches";

const pages = () => import("./routes/prepaid-pages");

const prepaid = createRoute({
  getParentRoute: () => frame,
  path: "/prepaid",
  component: lazyRouteComponent(pages, "Prepaid"),
});

const prepaidEdit = createRoute({
  getParentRoute: () => frame,
  path: "/prepaid/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(pages, "PrepaidEdit"),
});

/** Stored value: its rule, what was sold, and the editor. */
export const prepaidRoutes = [prepaid, prepaidEdit] as const;
