import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Grid = Schemas["RFMGrid"];

/** Which picture is shown; nothing said is what the last reckoning found, of all brands. */
export interface PictureWish {
  readonly as_of?: string | undefined;
  readonly brand?: Id | undefined;
}

/** Everybody by scores of recency and frequency. */
export function gridQuery(wish: PictureWish) {
  return queryOptions({
    queryKey: ["profile", "grid", wish],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/profile/rfm", { params: { query: asked(wish) }, signal })),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

/** isPresent says whether a picture shows everybody as the list of members knows them. */
export function isPresent({ as_of, brand }: PictureWish): boolean {
  return as_of === undefined && brand === undefined;
}

/** asked leaves out what was not said: the API refuses an empty parameter. */
export function asked({ as_of, brand }: PictureWish) {
  return { ...(as_of && { as_of }), ...(brand && { brand }) };
}
