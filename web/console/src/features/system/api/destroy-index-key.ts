import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

interface GivenUp {
  readonly backups: boolean;
  /** Sign-ins of members and purchases of visitors. */
  readonly rest: boolean;
}

/** Destroys an old index key, also where something needs it that is given up. */
export function destroyIndexKey(generation: number, reason: string, { backups, rest }: GivenUp) {
  return answer(
    api.POST("/api/v1/system/keys/index/{generation}/destroy", {
      params: { path: { generation } },
      body: { reason, give_up_backups: backups, give_up_rest: rest },
    }),
  );
}
