import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { OrderFilter } from "../filter";

/** What the API is asked for: days instead of a period by name. */
type Asked = Omit<OrderFilter, "period">;

export type FoundOrder = Schemas["FoundOrder"];

export function ordersQuery(filter: Asked) {
  return infiniteQueryOptions({
    queryKey: ["order", "list", filter],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...filter, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/orders", { params: { query }, signal }));
    },
    ...byCursor,
  });
}
