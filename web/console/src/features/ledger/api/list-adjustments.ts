import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Adjustment = Schemas["Adjustment"];

/** What was adjusted by hand for a member, or asked for, newest first. */
export function adjustmentsQuery(member: Id) {
  return infiniteQueryOptions({
    queryKey: ["ledger", "adjustments", member],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = {
        path: { id: member },
        query: { limit: pageSize, ...(cursor && { cursor }) },
      };
      return answer(api.GET("/api/v1/members/{id}/adjustments", { params, signal }));
    },
    ...byCursor,
  });
}
