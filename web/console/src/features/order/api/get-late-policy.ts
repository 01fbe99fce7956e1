import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type LatePolicy = Schemas["LatePolicy"];

/** What bounds late entries. */
export const latePolicyQuery = queryOptions({
  queryKey: ["order", "late", "policy"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/orders/late/policy", { signal })),
});
