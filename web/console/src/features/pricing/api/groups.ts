import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Group = Schemas["Group"];
export type GroupState = Group["state"];
export type GroupTally = Schemas["GroupTally"];
export type GroupSeat = Schemas["GroupSeat"];

/** The groups of a promotion, the newest first. */
export function groupsQuery(id: Id, state: GroupState | undefined) {
  return infiniteQueryOptions({
    queryKey: ["pricing", "groups", id, state],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { state, cursor, limit: pageSize };
      return answer(
        api.GET("/api/v1/promotions/{id}/groups", { params: { path: { id }, query }, signal }),
      );
    },
    ...byCursor,
  });
}

/** One of them, with its members as far as the reader may see them. */
export function groupQuery(id: Id, group: Id) {
  return queryOptions({
    queryKey: ["pricing", "group", id, group],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/promotions/{id}/groups/{group}", {
          params: { path: { id, group } },
          signal,
        }),
      ),
  });
}
