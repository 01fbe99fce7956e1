import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

export type Gift = Schemas["PrepaidGift"];

/** Gives stored value to another member. Sent again under the key, it gets the first answer. */
export function giveStoredValue(key: string, body: Schemas["NewPrepaidGift"]): Promise<Gift> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/prepaid/gifts", { params, body }));
}
