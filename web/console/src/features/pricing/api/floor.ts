import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type FloorRule = Schemas["FloorRule"];
export type Floor = FloorRule["body"];
export type FloorPart = NonNullable<Floor["parts"]>[number];

/** The margin floor in force. */
export const floorQuery = queryOptions({
  queryKey: ["pricing", "floor"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/promotions/floor", { signal })),
});

/** Every version, the newest first. There are tens, not thousands. */
export const floorsQuery = queryOptions({
  queryKey: ["pricing", "floor", "versions"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/promotions/floor/versions", { signal })),
});

/** Says a body in words without keeping it; what was said before stays until then. */
export const floorWordsQuery = (body: Floor) =>
  queryOptions({
    queryKey: ["pricing", "floor", "words", body],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/promotions/floor/words", { body: { body }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });

interface Seen {
  readonly version: number;
  /** Of the draft as it was read; refused where somebody else has changed it since. */
  readonly hash: string;
}

/** What can be done to drafts of the floor. */
export const editFloor = {
  draft: (body: Floor): Promise<FloorRule> =>
    answer(api.POST("/api/v1/promotions/floor/versions", { body: { body } })),
  revise: ({ version, ...body }: Seen & { readonly body: Floor }): Promise<FloorRule> =>
    answer(
      api.PUT("/api/v1/promotions/floor/versions/{version}", {
        params: { path: { version } },
        body,
      }),
    ),
  discard: ({ version, hash }: Seen): Promise<unknown> =>
    answer(
      api.DELETE("/api/v1/promotions/floor/versions/{version}", {
        params: { path: { version }, query: { hash } },
      }),
    ),
  publish: (version: number, how: Schemas["Publishing"]): Promise<FloorRule> =>
    answer(
      api.POST("/api/v1/promotions/floor/versions/{version}/publish", {
        params: { path: { version } },
        body: how,
      }),
    ),
};
