import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { calendarSearch, promotionsSearch } from "./promotion-searches";
import { ruleSearch } from "./searches";

const pages = () => import("./routes/promotion-pages");

const promotions = createRoute({
  getParentRoute: () => frame,
  path: "/promotions",
  validateSearch: promotionsSearch,
  component: lazyRouteComponent(pages, "Promotions"),
});

const calendar = createRoute({
  getParentRoute: () => frame,
  path: "/promotions/calendar",
  validateSearch: calendarSearch,
  component: lazyRouteComponent(pages, "Calendar"),
});

const floor = createRoute({
  getParentRoute: () => frame,
  path: "/promotions/floor",
  component: lazyRouteComponent(pages, "Floor"),
});

const floorEdit = createRoute({
  getParentRoute: () => frame,
  path: "/promotions/floor/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(pages, "FloorEdit"),
});

const promotion = createRoute({
  getParentRoute: () => frame,
  path: "/promotions/$promotion",
  component: lazyRouteComponent(pages, "Promotion"),
});

const promotionEdit = createRoute({
  getParentRoute: () => frame,
  path: "/promotions/$promotion/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(pages, "Edit"),
});

/** Promotions: found, by days, one with its versions, and its form; and what they leave above cost. */
export const promotionRoutes = [
  promotions,
  calendar,
  floor,
  floorEdit,
  promotion,
  promotionEdit,
] as const;
