import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type LotChange = Schemas["LotChange"];

/** A lot with everything that happened to it. */
export function lotQuery(member: Id, lot: Id) {
  return queryOptions({
    queryKey: ["ledger", "lots", member, "one", lot],
    queryFn: ({ signal }) => {
      const params = { path: { id: member, lot } };
      return answer(api.GET("/api/v1/members/{id}/lots/{lot}", { params, signal }));
    },
  });
}
