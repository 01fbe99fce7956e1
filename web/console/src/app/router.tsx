import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { booksRoutes } from "./books-routes";
import { couponRoutes } from "./coupon-routes";
import { firstPage } from "./frame/navigation";
import { frame, root } from "./frame-route";
import { intakeRoutes } from "./intake-routes";
import { ledgerRoutes } from "./ledger-routes";
import { memberSearch } from "./member-searches";
import { mergeRoutes } from "./merge-routes";
import { orderRoutes } from "./order-routes";
import { personRoutes } from "./person-routes";
import { posterRoutes } from "./poster-routes";
import { prepaidRoutes } from "./prepaid-routes";
import { privacyRoutes } from "./privacy-routes";
import { promotionRoutes } from "./promotion-routes";
import { qualityRoutes } from "./quality-routes";
import { NotFound } from "./routes/NotFound";
import { RouteProblem } from "./routes/RouteProblem";
import {
  behindSearch,
  membersSearch,
  overviewSearch,
  parseSearch,
  profileSearch,
  ruleSearch,
  signInSearch,
  stringifySearch,
} from "./searches";
import { settingsRoutes } from "./settings-routes";
import { shopRoutes } from "./shop-routes";
import { tradeRoutes } from "./trade-routes";

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("./routes/SignInPage"), "SignInPage"),
});

/** Whoever signed in with a password for one use chooses another before anything else. */
const newPassword = createRoute({
  getParentRoute: () => root,
  path: "/new-password",
  component: lazyRouteComponent(() => import("./routes/NewPasswordPage"), "NewPasswordPage"),
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

const profile = createRoute({
  getParentRoute: () => frame,
  path: "/profile",
  validateSearch: profileSearch,
  component: lazyRouteComponent(() => import("./routes/ValuePage"), "ValuePage"),
});

const profileEdit = createRoute({
  getParentRoute: () => frame,
  path: "/profile/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(() => import("./routes/ProfileEditPage"), "ProfileEditPage"),
});

const tree = root.addChildren([
  signIn,
  newPassword,
  frame.addChildren([
    home,
    overview,
    behind,
    members,
    member,
    ...personRoutes,
    ...posterRoutes,
    ...mergeRoutes,
    ...qualityRoutes,
    ...orderRoutes,
    ...couponRoutes,
    ...prepaidRoutes,
    ...promotionRoutes,
    ...ledgerRoutes,
    ...shopRoutes,
    ...tradeRoutes,
    ...intakeRoutes,
    ...booksRoutes,
    ...privacyRoutes,
    earning,
    earningEdit,
    ladder,
    ladderEdit,
    ...settingsRoutes,
    profile,
    profileEdit,
  ]),
]);

export function makeRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree: tree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    defaultErrorComponent: RouteProblem,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
  router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) focusPage();
  });
  return router;
}

/** focusPage moves the keyboard to the page that was opened; a page's own focus stands. */
function focusPage(): void {
  const page = document.getElementById("page");
  if (page && !page.contains(document.activeElement)) page.focus({ preventScroll: true });
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
