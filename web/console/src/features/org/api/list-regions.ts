import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Region = Schemas["Region"];

export const regionsQuery = queryOptions({
  queryKey: ["org", "regions"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/org/regions", { signal })),
});
