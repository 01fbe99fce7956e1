import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { Asset } from "./list-assets";

export type NewAsset = Schemas["NewAsset"];

/** Makes an asset; nobody adjusts it alone until two people have set limits. */
export function createAsset(body: NewAsset): Promise<Asset> {
  return answer(api.POST("/api/v1/ledger/assets", { body }));
}
