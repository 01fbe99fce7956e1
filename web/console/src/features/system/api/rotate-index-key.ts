import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Begins an exchange of the index key. */
export function rotateIndexKey(reason: string) {
  return answer(api.POST("/api/v1/system/keys/index/rotate", { body: { reason } }));
}
