import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Begins an exchange of the master key. */
export function rotateKey(reason: string) {
  return answer(api.POST("/api/v1/system/keys/rotate", { body: { reason } }));
}
