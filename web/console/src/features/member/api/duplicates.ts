import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor } from "../../../lib/page";

export type Duplicate = Schemas["Duplicate"];
export type DuplicateState = Duplicate["state"];
export type DuplicateSearch = Schemas["DuplicateSearch"];

/** How many pairs are read at a time. */
const atOnce = 20;

/** Members who may be one person, the likeliest first. */
export function duplicatesQuery(state: DuplicateState) {
  return infiniteQueryOptions({
    queryKey: ["duplicates", state],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { state, cursor, limit: atOnce };
      return answer(api.GET("/api/v1/duplicates", { params: { query }, signal }));
    },
    ...byCursor,
  });
}

/** Says what two members are, or takes that back. */
export function judgeDuplicate({ first, second }: Duplicate, state: DuplicateState) {
  const params = { path: { first: first.id, second: second.id } };
  return answer(
    api.PUT("/api/v1/duplicates/{first}/{second}/verdict", { params, body: { state } }),
  );
}

/** How far the search has come; asked again while one is at work. */
export const duplicateSearchQuery = queryOptions({
  queryKey: ["duplicates", "search"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/duplicates/search", { signal })),
  refetchInterval: ({ state: { data } }) => (data && isAtWork(data) ? 2000 : false),
});

export function isAtWork({ began_at, ended_at }: DuplicateSearch): boolean {
  return began_at !== null && ended_at === null;
}

export function askForDuplicates() {
  return answer(api.POST("/api/v1/duplicates/search"));
}
