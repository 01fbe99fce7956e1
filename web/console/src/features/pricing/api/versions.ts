import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { Rule } from "./promotions";

type Version = Schemas["PromotionVersion"];

/** Every version of a promotion, the newest first. */
export function versionsQuery(id: Id) {
  return queryOptions({
    queryKey: ["pricing", "versions", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/promotions/{id}/versions", { params: { path: { id } }, signal })),
  });
}

interface Seen {
  readonly version: number;
  readonly hash: string;
}

/** What can be done to drafts of one promotion. */
export function editPromotion(id: Id) {
  const at = (version: number) => ({ path: { id, version } });
  return {
    draft: (body: Rule): Promise<Version> =>
      answer(
        api.POST("/api/v1/promotions/{id}/versions", { params: { path: { id } }, body: { body } }),
      ),
    revise: ({ version, hash, body }: Seen & { body: Rule }): Promise<Version> =>
      answer(
        api.PUT("/api/v1/promotions/{id}/versions/{version}", {
          params: at(version),
          body: { hash, body },
        }),
      ),
    discard: ({ version, hash }: Seen): Promise<unknown> =>
      answer(
        api.DELETE("/api/v1/promotions/{id}/versions/{version}", {
          params: { ...at(version), query: { hash } },
        }),
      ),
    publish: (version: number, how: Schemas["Publishing"]): Promise<unknown> =>
      answer(
        api.POST("/api/v1/promotions/{id}/versions/{version}/publish", {
          params: at(version),
          body: how,
        }),
      ),
  };
}
