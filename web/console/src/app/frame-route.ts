import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { settingsQuery } from "../features/org/api/get-settings";
import { sessionQuery } from "../features/staff/api/get-session";
import { FrameWaiting } from "./frame/FrameWaiting";

interface RouterContext {
  readonly queryClient: QueryClient;
}

export const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

/** Everything that needs a person who is signed in stands within the frame. */
export const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: "/sign-in", search: { next: location.href } });
    if (session.must_change_password) throw redirect({ to: "/new-password" });
    return { session };
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(settingsQuery),
  component: lazyRouteComponent(() => import("./frame/Frame"), "Frame"),
  pendingComponent: FrameWaiting,
});
