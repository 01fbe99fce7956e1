import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { newKey } from "../../../lib/new-key";
import { byCursor, pageSize } from "../../../lib/page";

/** A handout that is on record: only of one that is merely tried there is no id. */
export type Handout = Schemas["Handout"] & { readonly id: Id };
export type HandoutNow = Schemas["HandoutNow"];

/** What was handed out, the newest first; asked again while some is being given. */
export const handoutsQuery = infiniteQueryOptions({
  queryKey: ["coupon", "handouts"],
  queryFn: async ({ pageParam: cursor, signal }) => {
    const query = { cursor, limit: pageSize };
    const page = await answer(api.GET("/api/v1/coupons/handouts", { params: { query }, signal }));
    return { ...page, items: page.items.filter((one): one is Handout => one.id !== null) };
  },
  ...byCursor,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ items }) => items.some(({ status }) => status === "giving"))
      ? 2000
      : false,
});

/** One of them, with what became of its coupons. */
export function handoutQuery(handout: Id) {
  return queryOptions({
    queryKey: ["coupon", "handout", handout],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/coupons/handouts/{handout}", { params: { path: { handout } }, signal }),
      ),
  });
}

/** Who got nothing, and why. */
export function faultsQuery(handout: Id) {
  return infiniteQueryOptions({
    queryKey: ["coupon", "faults", handout],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { handout }, query: { cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/coupons/handouts/{handout}/faults", { params, signal }));
    },
    ...byCursor,
  });
}

/** Takes away what nobody has used of a handout, part by part; it gives back how many that were. */
export async function undoHandout(
  handout: Id,
  body: Schemas["CouponCancelling"],
  onPart: (taken: number) => void,
): Promise<number> {
  let taken = 0;
  for (;;) {
    const params = { path: { handout }, header: { "Idempotency-Key": newKey() } };
    const part = await answer(
      api.POST("/api/v1/coupons/handouts/{handout}/undo", { params, body }),
    );
    taken += part.coupons;
    onPart(taken);
    if (!part.more || part.coupons === 0) return taken;
  }
}
