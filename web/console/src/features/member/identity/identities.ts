import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id, Restored } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Held = Restored<Schemas["MemberIdentities"]>["items"][number];
export type Change = Restored<Schemas["MemberIdentities"]>["history"][number];
export type Binding = Schemas["BindingIdentity"];

export function identitiesQuery(id: Id) {
  return queryOptions({
    queryKey: ["member", "identities", id],
    queryFn: ({ signal }) => {
      return answer(
        api.GET("/api/v1/members/{id}/identities", { params: { path: { id } }, signal }),
      );
    },
  });
}

export function bindIdentity(id: Id, body: Binding) {
  return answer(api.POST("/api/v1/members/{id}/identities", { params: { path: { id } }, body }));
}

export function endIdentity(id: Id, identity: Id, reason: string) {
  return answer(
    api.POST("/api/v1/members/{id}/identities/{identity}/end", {
      params: { path: { id, identity } },
      body: { reason },
    }),
  );
}
