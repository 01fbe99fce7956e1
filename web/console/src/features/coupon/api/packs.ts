import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Pack = Schemas["CouponPack"];
export type Item = Schemas["CouponItem"];

/** Coupons that are given together, by code. */
export const packsQuery = queryOptions({
  queryKey: ["coupon", "packs"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/coupons/packs", { signal })),
});

interface Contents {
  readonly name_i18n: Record<string, string>;
  readonly items: Item[];
}

export function createPack(key: string, body: Contents & { readonly code: string }): Promise<Pack> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/coupons/packs", { params, body }));
}

/** Changes what a pack holds, or whether it is offered; `seen` is the pack as it was looked at. */
export function editPack(seen: Pack, change: Partial<Contents> & { archived?: boolean }) {
  const { id: pack, name_i18n, items, version, archived } = seen;
  const body = { name_i18n, items, version, archived, ...change };
  return answer(
    api.PUT("/api/v1/coupons/packs/{pack}", {
      params: { path: { pack } },
      body: { ...body, items: body.items.map(({ name: _, ...item }) => item) },
    }),
  );
}
