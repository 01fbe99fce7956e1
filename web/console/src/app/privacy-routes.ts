import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";

const requests = createRoute({
  getParentRoute: () => frame,
  path: "/privacy/requests",
  component: lazyRouteComponent(() => import("./routes/privacy-pages"), "Requests"),
});

/** What members ask for by right. */
export const privacyRoutes = [requests] as const;
