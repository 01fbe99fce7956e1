import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { BooksWish } from "../features/ledger/books/wish";
import { booksTabs, monthOf, sides } from "../features/ledger/books/wish";
import type { StatementWish } from "../features/ledger/statement/wish";
import { periodWish } from "../lib/period";
import { frame } from "./frame-route";
import { textOf } from "./searches";

const books = createRoute({
  getParentRoute: () => frame,
  path: "/ledger/books",
  validateSearch: (search: Record<string, unknown>): BooksWish => ({
    tab: booksTabs.find((tab) => tab === search.tab),
    asset: textOf(search.asset),
    clock: search.clock === "recorded" ? "recorded" : undefined,
    source: search.source === "record" ? "record" : undefined,
    as_of: dayOf(search.as_of),
    from: monthOf(search.from),
    until: monthOf(search.until),
    month: monthOf(search.month),
    side: sides.find((side) => side === search.side),
  }),
  component: lazyRouteComponent(() => import("./routes/BooksPage"), "BooksPage"),
});

const statement = createRoute({
  getParentRoute: () => frame,
  path: "/members/$id/statement",
  validateSearch: (search: Record<string, unknown>): StatementWish => ({
    ...periodWish(search),
    asset: textOf(search.asset),
    clock: search.clock === "recorded" ? "recorded" : undefined,
  }),
  component: lazyRouteComponent(() => import("./routes/StatementPage"), "StatementPage"),
});

function dayOf(value: unknown): string | undefined {
  const day = textOf(value);
  return day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined;
}

/** Everybody's books, and the statement of one member. */
export const booksRoutes = [books, statement] as const;
