import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Coupon = Schemas["Coupon"];
/** A coupon in a list of everybody's, with whom it belongs to. */
export type HeldCoupon = Schemas["HeldCoupon"];
/** A coupon in a list: of one member it does not say whose it is. */
export type ListedCoupon = Coupon & Partial<Pick<HeldCoupon, "member">>;
export type Change = Schemas["CouponChange"];

/** A member's coupons in any state, the latest first. */
export function walletQuery(id: Id) {
  return infiniteQueryOptions({
    queryKey: ["coupon", "wallet", id],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { id }, query: { cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/members/{id}/coupons", { params, signal }));
    },
    ...byCursor,
  });
}

/** The coupons of a template, the latest first. */
export function givenQuery(template: Id) {
  return infiniteQueryOptions({
    queryKey: ["coupon", "given", template],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { template }, query: { cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/coupons/templates/{template}/coupons", { params, signal }));
    },
    ...byCursor,
  });
}

/** One coupon with everything that happened to it. */
export function couponQuery({ member_id: id, id: coupon }: Pick<Coupon, "member_id" | "id">) {
  return queryOptions({
    queryKey: ["coupon", "one", id, coupon],
    queryFn: ({ signal }) => {
      const params = { path: { id, coupon } };
      return answer(api.GET("/api/v1/members/{id}/coupons/{coupon}", { params, signal }));
    },
  });
}

export function cancelCoupon(
  { member_id: id, id: coupon }: Coupon,
  body: Schemas["CouponCancelling"],
): Promise<Coupon> {
  const params = { path: { id, coupon } };
  return answer(api.POST("/api/v1/members/{id}/coupons/{coupon}/cancel", { params, body }));
}

export function reinstateCoupon({ member_id: id, id: coupon }: Coupon): Promise<Coupon> {
  const params = { path: { id, coupon } };
  return answer(api.POST("/api/v1/members/{id}/coupons/{coupon}/reinstate", { params }));
}
