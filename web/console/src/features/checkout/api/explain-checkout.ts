import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Explained = Schemas["ExplainedCheckout"];
export type ExplainedLine = Explained["lines"][number];
export type ExplainedOffer = Explained["applied"][number];

/** A checkout with the reason for every cent. */
export function explainedQuery(id: Id) {
  return queryOptions({
    queryKey: ["checkout", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/checkouts/{id}/explanation", { params: { path: { id } }, signal })),
    // An open one is paid while somebody looks at it.
    refetchInterval: ({ state }) => (state.data?.state === "open" ? 5000 : false),
  });
}
