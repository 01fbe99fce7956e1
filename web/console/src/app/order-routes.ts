import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { lateSearch, ordersSearch } from "./searches";

const orders = createRoute({
  getParentRoute: () => frame,
  path: "/orders",
  validateSearch: ordersSearch,
  component: lazyRouteComponent(() => import("./routes/OrdersPage"), "OrdersPage"),
});

const lateEntries = createRoute({
  getParentRoute: () => frame,
  path: "/orders/late",
  validateSearch: lateSearch,
  component: lazyRouteComponent(() => import("./routes/LateEntriesPage"), "LateEntriesPage"),
});

const order = createRoute({
  getParentRoute: () => frame,
  path: "/orders/$id",
  component: lazyRouteComponent(() => import("./routes/OrderPage"), "OrderPage"),
});

/** Everybody's orders, those attached to members later, and one order. */
export const orderRoutes = [orders, lateEntries, order] as const;
