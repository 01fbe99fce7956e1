import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { Kind } from "../fields";

export function mappingsQuery(kind: Kind) {
  return queryOptions({
    queryKey: ["intake", "mappings", kind],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/intake/mappings", { params: { query: { kind } }, signal })),
  });
}
