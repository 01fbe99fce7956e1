import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { MemberWish } from "../filter";
import { asked } from "./asked";

/** How many members a wish means, exact up to a bound. */
export function countQuery({ sort: _, ...wish }: MemberWish) {
  return queryOptions({
    queryKey: ["member", "count", wish],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/members/count", { params: { query: asked(wish) }, signal }));
    },
    retry: false,
  });
}
