import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { Asset } from "./list-assets";

export type AssetNames = Schemas["AssetNames"];

/** Gives an asset other names, which change nothing else. */
export function renameAsset(asset: string, body: AssetNames): Promise<Asset> {
  return answer(api.PUT("/api/v1/ledger/assets/{asset}", { params: { path: { asset } }, body }));
}
