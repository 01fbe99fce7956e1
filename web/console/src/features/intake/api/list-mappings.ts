import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export const mappingsQuery = queryOptions({
  queryKey: ["intake", "mappings"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/intake/mappings", { signal })),
});
