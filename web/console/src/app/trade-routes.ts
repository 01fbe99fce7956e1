import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { checkoutFilter } from "../features/checkout/filter";
import { paymentSearch } from "../features/payment/filter";
import { frame } from "./frame-route";

const pages = () => import("./routes/trade-pages");

const checkouts = createRoute({
  getParentRoute: () => frame,
  path: "/checkouts",
  validateSearch: checkoutFilter,
  component: lazyRouteComponent(pages, "Checkouts"),
});

const checkout = createRoute({
  getParentRoute: () => frame,
  path: "/checkouts/$id",
  component: lazyRouteComponent(pages, "Checkout"),
});

const payments = createRoute({
  getParentRoute: () => frame,
  path: "/payments",
  validateSearch: paymentSearch,
  component: lazyRouteComponent(pages, "Payments"),
});

const payment = createRoute({
  getParentRoute: () => frame,
  path: "/payments/$id",
  component: lazyRouteComponent(pages, "Payment"),
});

/** What was agreed on at the tills, and the money for it. */
export const tradeRoutes = [checkouts, checkout, payments, payment] as const;
