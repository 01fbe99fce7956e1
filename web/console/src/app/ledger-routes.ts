import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { postingSearch, postingsSearch } from "./ledger-searches";
import { ruleSearch } from "./searches";

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

const assets = createRoute({
  getParentRoute: () => frame,
  path: "/ledger/assets",
  component: lazyRouteComponent(() => import("./routes/AssetsPage"), "AssetsPage"),
});

const asset = createRoute({
  getParentRoute: () => frame,
  path: "/ledger/assets/$asset",
  component: lazyRouteComponent(() => import("./routes/AssetPage"), "AssetPage"),
});

const assetEdit = createRoute({
  getParentRoute: () => frame,
  path: "/ledger/assets/$asset/edit",
  validateSearch: ruleSearch,
  component: lazyRouteComponent(() => import("./routes/AssetEditPage"), "AssetEditPage"),
});

/** Postings: found by whatever names them, one with all that hangs on it, and its proof; assets and their rules. */
export const ledgerRoutes = [postings, posting, proof, assets, asset, assetEdit] as const;
