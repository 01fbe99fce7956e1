import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Member = Schemas["Member"];

export function memberQuery(id: Id) {
  return queryOptions({
    queryKey: ["member", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/members/{id}", { params: { path: { id } }, signal }));
    },
  });
}
