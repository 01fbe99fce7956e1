import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { postingSearch, postingsSearch } from "./ledger-searches";

const postings = createRoute({
  getParentRoute: () => frame,
  path: "/ledger/postings",
  validateSearch: postingsSearch,
  component: lazyRouteComponent(() => import("./routes/PostingsPage"), "PostingsPage"),
});

const posting = createRoute({
  getParentRoute: () => frame,
  path: "/ledger/postings/$id",
  validateSearch: postingSearch,
  component: lazyRouteComponent(() => import("./routes/PostingPage"), "PostingPage"),
});

const proof = createRoute({
  getParentRoute: () => frame,
  path: "/ledger/postings/$id/proof",
  validateSearch: postingSearch,
  component: lazyRouteComponent(() => import("./routes/ProofPage"), "ProofPage"),
});

/** Postings: found by whatever names them, one with all that hangs on it, and its proof. */
export const ledgerRoutes = [postings, posting, proof] as const;
