import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Asset = Schemas["Asset"];
export type AssetRule = Schemas["LedgerAssetRule"];

/** Everything that members' accounts count: a handful. */
export const assetsQuery = queryOptions({
  queryKey: ["ledger", "assets"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/ledger/assets", { signal })),
});
