import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { Terms } from "./templates";

type Version = Schemas["CouponVersion"];
export type TermsVersion = ReturnType<typeof ruled>;

/** A version as every rule is shown: what it says is its body. */
function ruled({ terms, ...version }: Version) {
  return { ...version, body: terms };
}

/** Every version of a template, the newest first. */
export function versionsQuery(template: Id) {
  return queryOptions({
    queryKey: ["coupon", "versions", template],
    queryFn: async ({ signal }) => {
      const params = { path: { template } };
      const page = await answer(
        api.GET("/api/v1/coupons/templates/{template}/versions", { params, signal }),
      );
      return { items: page.items.map(ruled) };
    },
  });
}

interface Seen {
  readonly version: number;
  readonly hash: string;
}

/** What can be done to drafts of one template. */
export function editTerms(template: Id) {
  const at = (version: number) => ({ path: { template, version } });
  return {
    draft: async (terms: Terms): Promise<TermsVersion> =>
      ruled(
        await answer(
          api.POST("/api/v1/coupons/templates/{template}/versions", {
            params: { path: { template } },
            body: { terms },
          }),
        ),
      ),
    revise: async ({ version, hash, body }: Seen & { body: Terms }): Promise<TermsVersion> =>
      ruled(
        await answer(
          api.PUT("/api/v1/coupons/templates/{template}/versions/{version}", {
            params: at(version),
            body: { hash, terms: body },
          }),
        ),
      ),
    discard: ({ version, hash }: Seen): Promise<unknown> =>
      answer(
        api.DELETE("/api/v1/coupons/templates/{template}/versions/{version}", {
          params: { ...at(version), query: { hash } },
        }),
      ),
    publish: (version: number, how: Schemas["Publishing"]): Promise<unknown> =>
      answer(
        api.POST("/api/v1/coupons/templates/{template}/versions/{version}/publish", {
          params: at(version),
          body: how,
        }),
      ),
  };
}

/** What a coupon would be, in the server's sentences. */
export function termsWordsQuery(terms: Terms) {
  return queryOptions({
    queryKey: ["coupon", "words", terms],
    queryFn: async ({ signal }) => {
      const said = await answer(api.POST("/api/v1/coupons/sentences", { body: { terms }, signal }));
      return { words: said.words ?? [], differences: [] };
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
}
