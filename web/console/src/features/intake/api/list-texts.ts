import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** All versions of the text by which members are asked about a purpose, the newest first. */
export function textVersionsQuery(purpose: string) {
  return queryOptions({
    queryKey: ["intake", "consent-texts", purpose],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/members/consent-texts", { params: { query: { purpose } }, signal })),
  });
}
