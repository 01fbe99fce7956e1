import { answer } from "@habitue/kit/api/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

/** What late entries can be narrowed by. */
export interface LateFilter {
  readonly by?: string | undefined;
  readonly flagged?: boolean | undefined;
}

export function lateEntriesQuery(filter: LateFilter) {
  return infiniteQueryOptions({
    queryKey: ["order", "late", filter],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = { ...filter, cursor, limit: pageSize };
      const page = await answer(api.GET("/api/v1/orders/late", { params: { query }, signal }));
      return { ...page, items: page.items.map((entry) => ({ ...entry, id: entry.order_id })) };
    },
    ...byCursor,
  });
}
