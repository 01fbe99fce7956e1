import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";

const imports = createRoute({
  getParentRoute: () => frame,
  path: "/intake",
  component: lazyRouteComponent(() => import("./routes/ImportsPage"), "ImportsPage"),
});

const importFile = createRoute({
  getParentRoute: () => frame,
  path: "/intake/files/$id",
  component: lazyRouteComponent(() => import("./routes/ImportFilePage"), "ImportFilePage"),
});

const importRun = createRoute({
  getParentRoute: () => frame,
  path: "/intake/runs/$id",
  component: lazyRouteComponent(() => import("./routes/ImportRunPage"), "ImportRunPage"),
});

/** What was brought in by files: all of it, a file that waits, and one import. */
export const intakeRoutes = [imports, importFile, importRun] as const;
