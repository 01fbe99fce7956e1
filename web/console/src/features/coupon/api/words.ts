import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Word = Schemas["CouponWord"];

/** Public words of a template, the newest first. */
export function wordsQuery(template: Id) {
  return queryOptions({
    queryKey: ["coupon", "public", template],
    queryFn: ({ signal }) => {
      const params = { path: { template } };
      return answer(api.GET("/api/v1/coupons/templates/{template}/words", { params, signal }));
    },
  });
}

export function createWord(key: string, body: Word): Promise<Word> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/coupons/words", { params, body }));
}

export function endWord(word: string): Promise<unknown> {
  return answer(api.POST("/api/v1/coupons/words/{word}/end", { params: { path: { word } } }));
}
