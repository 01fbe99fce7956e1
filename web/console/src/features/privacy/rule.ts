import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api";
import { byCursor, pageSize } from "../../lib/page";

export type PrivacyRule = Schemas["PrivacyRule"];
export type Policy = PrivacyRule["body"];
export type Holding = Schemas["HoldingShown"];
export type Run = Schemas["RetentionRun"];

/** The rule of privacy in force. */
export const ruleQuery = queryOptions({
  queryKey: ["privacy", "rule"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/privacy/policy", { signal })),
});

/** Every version, the newest first. There are tens, not thousands. */
export const rulesQuery = queryOptions({
  queryKey: ["privacy", "rule", "versions"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/privacy/policy/versions", { signal })),
});

/** Says a body in words, and what it would take away; what was said before stays until then. */
export const ruleWordsQuery = (body: Policy) =>
  queryOptions({
    queryKey: ["privacy", "rule", "words", body],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/privacy/policy/words", { body: { body }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** How long what is kept, and what is too old now. */
export const retentionQuery = queryOptions({
  queryKey: ["privacy", "retention"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/privacy/retention", { signal })),
});

/** Each time that what was too old was taken away, the latest first. */
export function runsQuery(all: boolean) {
  return infiniteQueryOptions({
    queryKey: ["privacy", "retention", "runs", all],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { query: { all, cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/privacy/retention/runs", { params, signal }));
    },
    ...byCursor,
  });
}

interface Seen {
  readonly version: number;
  /** Of the draft as it was read; refused where somebody else has changed it since. */
  readonly hash: string;
}

/** What can be done to drafts of the rule. */
export const editRule = {
  draft: (body: Policy): Promise<PrivacyRule> =>
    answer(api.POST("/api/v1/privacy/policy/versions", { body: { body } })),
  revise: ({ version, ...body }: Seen & { readonly body: Policy }): Promise<PrivacyRule> =>
    answer(
      api.PUT("/api/v1/privacy/policy/versions/{version}", { params: { path: { version } }, body }),
    ),
  discard: ({ version, hash }: Seen): Promise<unknown> =>
    answer(
      api.DELETE("/api/v1/privacy/policy/versions/{version}", {
        params: { path: { version }, query: { hash } },
      }),
    ),
  publish: (version: number, how: Schemas["Publishing"]): Promise<PrivacyRule> =>
    answer(
      api.POST("/api/v1/privacy/policy/versions/{version}/publish", {
        params: { path: { version } },
        body: how,
      }),
    ),
};
