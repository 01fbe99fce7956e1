import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type AssetRuleVersion = Schemas["AssetRuleVersion"];

/** Every version of an asset's rule, the newest first. */
export function assetRulesQuery(asset: string) {
  return queryOptions({
    queryKey: ["ledger", "assets", asset, "versions"],
    queryFn: ({ signal }) => {
      const params = { path: { asset } };
      return answer(api.GET("/api/v1/ledger/assets/{asset}/versions", { params, signal }));
    },
  });
}
