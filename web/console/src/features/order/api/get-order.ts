import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Order = Schemas["OrderPage"];
export type OrderLine = Schemas["OrderLine"];

export function orderQuery(id: Id) {
  return queryOptions({
    queryKey: ["order", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/orders/{id}", { params: { path: { id } }, signal })),
    // What it brings follows within seconds.
    refetchInterval: ({ state }) => (state.data?.nothing?.code === "not_reckoned" ? 1500 : false),
  });
}
