import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

const beatMs = 1_000;

export function runQuery(id: Id) {
  return queryOptions({
    queryKey: ["intake", "run", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/intake/runs/{id}", { params: { path: { id } }, signal }));
    },
    refetchInterval: ({ state }) => (state.data?.finished_at ? false : beatMs),
  });
}
