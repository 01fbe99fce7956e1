import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Order = Schemas["Order"];
export type OrderLine = Schemas["OrderLine"];

/** An order lies with its member, so the member must be named; without one it has none. */
export function orderQuery(id: Id, memberId: Id | undefined) {
  return queryOptions({
    queryKey: ["order", id, memberId],
    queryFn: ({ signal }) => {
      const params = { path: { id }, query: { member_id: memberId } };
      return answer(api.GET("/api/v1/orders/{id}", { params, signal }));
    },
  });
}
