import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { couponsSearch, ruleSearch } from "./searches";

const pages = () => import("./routes/coupon-pages");

const coupons = createRoute({
  getParentRoute: () => frame,
  path: "/coupons",
  validateSearch: couponsSearch,
  component: lazyRouteComponent(pages, "Coupons"),
});

const coupon = createRoute({
  getParentRoute: () => frame,
  path: "/coupons/$template",
  component: lazyRouteComponent(pages, "Coupon"),
});

const couponEdit = createRoute({
  getParentRoute: () => frame,
  path: "/coupons/$template/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(pages, "Edit"),
});

/** Kinds of coupons: found, one with how it does, and its form. */
export const couponRoutes = [coupons, coupon, couponEdit] as const;
