import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export function fileQuery(id: Id) {
  return queryOptions({
    queryKey: ["intake", "file", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/intake/files/{id}", { params: { path: { id } }, signal }));
    },
  });
}
