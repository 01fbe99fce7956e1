import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { ruleSearch } from "./searches";

const pages = () => import("./routes/privacy-pages");

const requests = createRoute({
  getParentRoute: () => frame,
  path: "/privacy/requests",
  component: lazyRouteComponent(pages, "Requests"),
});

const rule = createRoute({
  getParentRoute: () => frame,
  path: "/privacy/policy",
  component: lazyRouteComponent(pages, "Rule"),
});

const ruleEdit = createRoute({
  getParentRoute: () => frame,
  path: "/privacy/policy/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(pages, "RuleEdit"),
});

/** What members ask for by right, and the rule of how soon and how long. */
export const privacyRoutes = [requests, rule, ruleEdit] as const;
