import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** One asset with the rule in force. */
export function assetQuery(asset: string) {
  return queryOptions({
    queryKey: ["ledger", "assets", asset],
    queryFn: ({ signal }) => {
      const params = { path: { asset } };
      return answer(api.GET("/api/v1/ledger/assets/{asset}", { params, signal }));
    },
  });
}
