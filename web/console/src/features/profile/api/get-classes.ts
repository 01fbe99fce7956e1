import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { asked, type PictureWish } from "./get-grid";

export type ValueClasses = Schemas["ValueClasses"];

/** The classes, and who went from one to another within the thirty days before. */
export function classesQuery(wish: PictureWish) {
  return queryOptions({
    queryKey: ["profile", "classes", wish],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/profile/classes", { params: { query: asked(wish) }, signal })),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}
