import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Policy = Schemas["CouponPolicy"];

/** What holds for every kind of coupon. */
export const policyQuery = queryOptions({
  queryKey: ["coupon", "policy"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/coupons/policy", { signal })),
});

export function savePolicy(body: Policy): Promise<Policy> {
  return answer(api.PUT("/api/v1/coupons/policy", { body }));
}
