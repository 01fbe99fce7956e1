import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** Every version, the newest first. There are tens, not thousands. */
export const rulesQuery = queryOptions({
  queryKey: ["profile", "rule", "versions"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/profile/rule/versions", { signal })),
});
