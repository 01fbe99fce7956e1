import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Hold = Schemas["MemberHold"];

/** A member's holds, newest first. */
export function holdsQuery(member: Id, which: "open" | "all") {
  return infiniteQueryOptions({
    queryKey: ["ledger", "holds", member, which],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { which, limit: pageSize, ...(cursor && { cursor }) };
      const params = { path: { id: member }, query };
      return answer(api.GET("/api/v1/members/{id}/holds", { params, signal }));
    },
    ...byCursor,
  });
}
