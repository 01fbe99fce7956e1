import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type MemberSummary = Schemas["MemberSummary"];

/** What the list can be narrowed by; phone and card must be whole. */
export interface MemberFilter {
  readonly phone?: string | undefined;
  readonly card?: string | undefined;
  readonly level?: string | undefined;
}

export function membersQuery(filter: MemberFilter) {
  return infiniteQueryOptions({
    queryKey: ["member", "list", filter],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...filter, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/members", { params: { query }, signal }));
    },
    ...byCursor,
  });
}
