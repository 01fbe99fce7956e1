import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Destroys an old master key, also where backups need it if these are given up. */
export function destroyKey(key: string, reason: string, giveUpBackups: boolean) {
  return answer(
    api.POST("/api/v1/system/keys/{key}/destroy", {
      params: { path: { key } },
      body: { reason, give_up_backups: giveUpBackups },
    }),
  );
}
