import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { settingsQuery } from "../features/org/api/get-settings";
import { sessionQuery } from "../features/staff/api/get-session";
import { FrameWaiting } from "./frame/FrameWaiting";
import { firstPage } from "./frame/navigation";
import { NotFound } from "./routes/NotFound";
import { RouteProblem } from "./routes/RouteProblem";
import {
  behindSearch,
  memberSearch,
  membersSearch,
  orderSearch,
  overviewSearch,
  parseSearch,
  ruleSearch,
  signInSearch,
  stringifySearch,
} from "./searches";

interface RouterContext {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("./routes/SignInPage"), "SignInPage"),
});

/** Everything that needs a person who is signed in stands within the frame. */
const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: "/sign-in", search: { next: location.href } });
    return { session };
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(settingsQuery),
  component: lazyRouteComponent(() => import("./frame/Frame"), "Frame"),
  pendingComponent: FrameWaiting,
});

const home = createRoute({
  getParentRoute: () => frame,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: firstPage(context.session.permissions), replace: true });
  },
});

const overview = createRoute({
  getParentRoute: () => frame,
  path: "/overview",
  validateSearch: overviewSearch,
  component: lazyRouteComponent(() => import("./routes/OverviewPage"), "OverviewPage"),
});

const behind = createRoute({
  getParentRoute: () => frame,
  path: "/overview/members",
  validateSearch: behindSearch,
  component: lazyRouteComponent(() => import("./routes/BehindPage"), "BehindPage"),
});

const members = createRoute({
  getParentRoute: () => frame,
  path: "/members",
  validateSearch: membersSearch,
  component: lazyRouteComponent(() => import("./routes/MembersPage"), "MembersPage"),
});

const member = createRoute({
  getParentRoute: () => frame,
  path: "/members/$id",
  validateSearch: memberSearch,
  component: lazyRouteComponent(() => import("./routes/MemberPage"), "MemberPage"),
});

const order = createRoute({
  getParentRoute: () => frame,
  path: "/orders/$id",
  validateSearch: orderSearch,
  component: lazyRouteComponent(() => import("./routes/OrderPage"), "OrderPage"),
});

const earning = createRoute({
  getParentRoute: () => frame,
  path: "/program/earning",
  component: lazyRouteComponent(() => import("./routes/EarningPage"), "EarningPage"),
});

const ladder = createRoute({
  getParentRoute: () => frame,
  path: "/tiers/ladder",
  component: lazyRouteComponent(() => import("./routes/LadderPage"), "LadderPage"),
});

const earningEdit = createRoute({
  getParentRoute: () => frame,
  path: "/program/earning/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(() => import("./routes/EarningEditPage"), "EarningEditPage"),
});

const ladderEdit = createRoute({
  getParentRoute: () => frame,
  path: "/tiers/ladder/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(() => import("./routes/LadderEditPage"), "LadderEditPage"),
});

const approvals = createRoute({
  getParentRoute: () => frame,
  path: "/approvals",
  component: lazyRouteComponent(() => import("./routes/ApprovalsPage"), "ApprovalsPage"),
});

const approval = createRoute({
  getParentRoute: () => frame,
  path: "/approvals/$id",
  component: lazyRouteComponent(() => import("./routes/ApprovalPage"), "ApprovalPage"),
});

const tree = root.addChildren([
  signIn,
  frame.addChildren([
    home,
    overview,
    behind,
    members,
    member,
    order,
    earning,
    earningEdit,
    ladder,
    ladderEdit,
    approvals,
    approval,
  ]),
]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    defaultErrorComponent: RouteProblem,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}

export type ConsoleRouter = ReturnType<typeof makeRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: ConsoleRouter;
  }
  /** Kept with an entry of the browser's history, but not in the address. */
  interface HistoryState {
    /** What was searched for: personal, so it must not be in a link or a log. */
    q?: string;
  }
}
