import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** How many members a glance takes in; who wants more opens the list. */
const glance = 6;

/** The members that a few typed letters or digits mean. */
export function findMembersQuery(q: string) {
  return queryOptions({
    queryKey: ["member", "find", q],
    queryFn: ({ signal }) => {
      return answer(
        api.GET("/api/v1/members", { params: { query: { q, limit: glance } }, signal }),
      );
    },
    gcTime: 60_000,
  });
}
