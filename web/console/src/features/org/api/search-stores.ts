import { answer } from "@habitue/kit/api/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { StoreFilter } from "../filter";

export function searchStoresQuery(filter: StoreFilter) {
  return infiniteQueryOptions({
    queryKey: ["org", "stores", "list", filter],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...filter, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/org/stores", { params: { query }, signal }));
    },
    ...byCursor,
  });
}
