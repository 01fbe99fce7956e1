import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";
import { articlesSearch, differencesSearch, storesSearch } from "./shop-searches";

const goods = createRoute({
  getParentRoute: () => frame,
  path: "/catalog/articles",
  validateSearch: articlesSearch,
  component: lazyRouteComponent(() => import("./routes/GoodsPage"), "GoodsPage"),
});

const article = createRoute({
  getParentRoute: () => frame,
  path: "/catalog/articles/$id",
  component: lazyRouteComponent(() => import("./routes/ArticlePage"), "ArticlePage"),
});

const categories = createRoute({
  getParentRoute: () => frame,
  path: "/catalog/categories",
  component: lazyRouteComponent(() => import("./routes/CategoriesPage"), "CategoriesPage"),
});

const goodsTerms = createRoute({
  getParentRoute: () => frame,
  path: "/catalog/terms",
  component: lazyRouteComponent(() => import("./routes/GoodsTermsPage"), "GoodsTermsPage"),
});

const priceLists = createRoute({
  getParentRoute: () => frame,
  path: "/catalog/price-lists",
  component: lazyRouteComponent(() => import("./routes/PriceListsPage"), "PriceListsPage"),
});

const priceList = createRoute({
  getParentRoute: () => frame,
  path: "/catalog/price-lists/$id",
  component: lazyRouteComponent(() => import("./routes/PriceListPage"), "PriceListPage"),
});

const differences = createRoute({
  getParentRoute: () => frame,
  path: "/catalog/differences",
  validateSearch: differencesSearch,
  component: lazyRouteComponent(() => import("./routes/DifferencesPage"), "DifferencesPage"),
});

const stores = createRoute({
  getParentRoute: () => frame,
  path: "/org/stores",
  validateSearch: storesSearch,
  component: lazyRouteComponent(() => import("./routes/StoresPage"), "StoresPage"),
});

const store = createRoute({
  getParentRoute: () => frame,
  path: "/org/stores/$id",
  component: lazyRouteComponent(() => import("./routes/StorePage"), "StorePage"),
});

const structure = createRoute({
  getParentRoute: () => frame,
  path: "/org/structure",
  component: lazyRouteComponent(() => import("./routes/StructurePage"), "StructurePage"),
});

/** What is sold and where: goods, their categories, stores, and what these lie in. */
export const shopRoutes = [
  goods,
  article,
  categories,
  goodsTerms,
  priceLists,
  priceList,
  differences,
  stores,
  store,
  structure,
] as const;
