import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type OrgBrand = Schemas["OrgBrand"];

/** The brands under which the retailer trades: a handful. */
export const orgBrandsQuery = queryOptions({
  queryKey: ["org", "brands"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/org/brands", { signal })),
  staleTime: 10 * 60_000,
});
