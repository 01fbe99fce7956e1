import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type OrderSummary = Schemas["OrderSummary"];

export function memberOrdersQuery(memberId: Id) {
  return infiniteQueryOptions({
    queryKey: ["order", "of-member", memberId],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { id: memberId }, query: { cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/members/{id}/orders", { params, signal }));
    },
    ...byCursor,
  });
}
