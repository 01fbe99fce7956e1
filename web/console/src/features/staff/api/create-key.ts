import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

export type NewKey = Schemas["NewKey"];

/** Makes a key. The answer holds its secret, which is shown this once and must not be cached. */
export function createKey(key: NewKey): Promise<Schemas["MadeKey"]> {
  return answer(api.POST("/api/v1/staff/keys", { body: key }));
}
