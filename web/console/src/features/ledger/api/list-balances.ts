import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** What a member has, asset by asset; it also says what each asset is called. */
export function balancesQuery(member: Id) {
  return queryOptions({
    queryKey: ["ledger", "balances", member],
    queryFn: ({ signal }) => {
      const params = { path: { id: member } };
      return answer(api.GET("/api/v1/members/{id}/balances", { params, signal }));
    },
  });
}
