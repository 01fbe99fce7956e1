import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type MemberProfile = Schemas["MemberProfile"];

export function memberProfileQuery(memberId: Id) {
  return queryOptions({
    queryKey: ["profile", "of-member", memberId],
    queryFn: ({ signal }) => {
      const params = { path: { id: memberId } };
      return answer(api.GET("/api/v1/members/{id}/profile", { params, signal }));
    },
  });
}
