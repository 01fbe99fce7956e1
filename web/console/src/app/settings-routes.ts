import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { auditSearch, systemSearch } from "./searches";

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

const accounts = createRoute({
  getParentRoute: () => frame,
  path: "/staff/accounts",
  component: lazyRouteComponent(() => import("./routes/AccountsPage"), "AccountsPage"),
});

const account = createRoute({
  getParentRoute: () => frame,
  path: "/staff/accounts/$id",
  component: lazyRouteComponent(() => import("./routes/AccountPage"), "AccountPage"),
});

const roles = createRoute({
  getParentRoute: () => frame,
  path: "/staff/roles",
  component: lazyRouteComponent(() => import("./routes/RolesPage"), "RolesPage"),
});

const keys = createRoute({
  getParentRoute: () => frame,
  path: "/staff/keys",
  component: lazyRouteComponent(() => import("./routes/KeysPage"), "KeysPage"),
});

const audit = createRoute({
  getParentRoute: () => frame,
  path: "/staff/audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("./routes/AuditPage"), "AuditPage"),
});

const system = createRoute({
  getParentRoute: () => frame,
  path: "/system",
  validateSearch: systemSearch,
  component: lazyRouteComponent(() => import("./routes/SystemPage"), "SystemPage"),
});

/** What stands behind the settings: approvals, people, roles, keys, the trail, the program itself. */
export const settingsRoutes = [
  approvals,
  approval,
  accounts,
  account,
  roles,
  keys,
  audit,
  system,
] as const;
