import type { InfiniteData } from "@tanstack/react-query";

/** One page of a list, as the API answers every list. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly next_cursor: string | null;
}

/** How many rows a list asks for at a time. */
export const pageSize = 50;

/** What every list needs besides its request: where it starts and what comes next. */
export const byCursor = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor ?? undefined,
};

/** rowsOf joins the pages that were loaded so far. */
export function rowsOf<Row>(data: InfiniteData<Page<Row>, unknown> | undefined): Row[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}
