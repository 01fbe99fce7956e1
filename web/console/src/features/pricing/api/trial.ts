import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { differencesOf } from "../../../lib/differences";
import type { Rule } from "./promotions";

export type Sample = Schemas["SampleBasket"];
export type Priced = Schemas["PricedBasket"];

/**
 * What a draft would say, in the server's sentences, beside what holds now; and
 * what is provably odd about it beside what else is live.
 */
export function wordsQuery(body: Rule, promotion: Id, before: readonly string[]) {
  return queryOptions({
    queryKey: ["pricing", "words", promotion, body, before],
    queryFn: async ({ signal }) => {
      const [said, found] = await Promise.all([
        answer(api.POST("/api/v1/promotions/words", { body: { body }, signal })),
        answer(api.POST("/api/v1/promotions/check", { body: { body, promotion }, signal })),
      ]);
      const words = said.words ?? [];
      return { words, differences: differencesOf(before, words), findings: found.items };
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** A sample basket priced; nothing is kept, and nothing of any budget taken. */
export function tryQuery(body: Sample) {
  return queryOptions({
    queryKey: ["pricing", "try", body],
    queryFn: ({ signal }) => answer(api.POST("/api/v1/promotions/try", { body, signal })),
    enabled: body.lines.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
