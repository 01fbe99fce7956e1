import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { checkoutFilter } from "../features/checkout/filter";
import { paymentSearch } from "../features/payment/filter";
import { frame } from "./frame-route";
import { ruleSearch } from "./searches";

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

const spending = createRoute({
  getParentRoute: () => frame,
  path: "/program/spending",
  component: lazyRouteComponent(pages, "Spending"),
});

const spendingEdit = createRoute({
  getParentRoute: () => frame,
  path: "/program/spending/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(pages, "SpendingEdit"),
});

/** What was agreed on at the tills, the money for it, and how points and stored value pay. */
export const tradeRoutes = [
  checkouts,
  checkout,
  payments,
  payment,
  spending,
  spendingEdit,
] as const;
