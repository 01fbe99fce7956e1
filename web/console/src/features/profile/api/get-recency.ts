import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { asked, type PictureWish } from "./get-grid";

export type Recency = Schemas["Recency"];

/** Everybody by days since the last purchase. */
export function recencyQuery(wish: PictureWish) {
  return queryOptions({
    queryKey: ["profile", "recency", wish],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/profile/recency", { params: { query: asked(wish) }, signal })),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}
