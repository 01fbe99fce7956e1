import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Lot = Schemas["Lot"];

export const lotStates = ["open", "spent", "expired", "all"] as const;
export type WhichLots = (typeof lotStates)[number];

/** A member's lots of an asset in the order in which they are drawn. */
export function lotsQuery(member: Id, asset: string, which: WhichLots) {
  return infiniteQueryOptions({
    queryKey: ["ledger", "lots", member, asset, which],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { asset, which, limit: pageSize, ...(cursor && { cursor }) };
      const params = { path: { id: member }, query };
      return answer(api.GET("/api/v1/members/{id}/lots", { params, signal }));
    },
    ...byCursor,
  });
}

/** The lots that a posting opened, drew from or put back into. */
export function lotsOfPostingQuery(member: Id, posting: Id) {
  return queryOptions({
    queryKey: ["ledger", "lots", member, "of", posting],
    queryFn: async ({ signal }) => {
      const query = { posting_id: posting, which: "all" as const, limit: 200 };
      const params = { path: { id: member }, query };
      return (await answer(api.GET("/api/v1/members/{id}/lots", { params, signal }))).items;
    },
  });
}
