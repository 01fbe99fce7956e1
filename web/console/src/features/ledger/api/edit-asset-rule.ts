import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { AssetRuleVersion } from "./list-asset-rules";
import type { AssetRule } from "./list-assets";

interface Seen {
  readonly version: number;
  readonly hash: string;
}

/** What can be done to drafts of one asset's rule. */
export function editAssetRule(asset: string) {
  const at = (version: number) => ({ path: { asset, version } });
  return {
    draft: (body: AssetRule): Promise<AssetRuleVersion> =>
      answer(
        api.POST("/api/v1/ledger/assets/{asset}/versions", {
          params: { path: { asset } },
          body: { body },
        }),
      ),
    revise: ({ version, hash, body }: Seen & { body: AssetRule }): Promise<AssetRuleVersion> =>
      answer(
        api.PUT("/api/v1/ledger/assets/{asset}/versions/{version}", {
          params: at(version),
          body: { hash, body },
        }),
      ),
    discard: ({ version, hash }: Seen): Promise<unknown> =>
      answer(
        api.DELETE("/api/v1/ledger/assets/{asset}/versions/{version}", {
          params: { ...at(version), query: { hash } },
        }),
      ),
    publish: (version: number, how: Schemas["Publishing"]): Promise<AssetRuleVersion> =>
      answer(
        api.POST("/api/v1/ledger/assets/{asset}/versions/{version}/publish", {
          params: at(version),
          body: how,
        }),
      ),
  };
}

/** A rule of an asset in the server's sentences, and what it changes. */
export function assetWordsQuery(asset: string, body: AssetRule) {
  return queryOptions({
    queryKey: ["ledger", "assets", asset, "words", body],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/api/v1/ledger/assets/{asset}/words", {
          params: { path: { asset } },
          body: { body },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
}
