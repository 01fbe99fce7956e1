import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type RfmGrid = Schemas["RFMGrid"];

/** Members by recency and frequency, as they are now. */
export function rfmQuery(brand: Id | undefined) {
  return queryOptions({
    queryKey: ["profile", "rfm", brand],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/profile/rfm", { params: { query: { brand } }, signal }));
    },
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}
