import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

type Version = Schemas["PrepaidRuleVersion"];

/** How stored value is sold and given back. */
export type Rule = Version["body"];
export type Tier = NonNullable<Rule["tiers"]>[number];

/** The rule in force, in words. */
export const prepaidRuleQuery = queryOptions({
  queryKey: ["prepaid", "rule"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/prepaid/rule", { signal })),
});

/** Every version, the newest first. */
export const prepaidRulesQuery = queryOptions({
  queryKey: ["prepaid", "rule", "versions"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/prepaid/rule/versions", { signal })),
});

/** Says a body in words without keeping it; what was said before stays until then. */
export const prepaidWordsQuery = (body: Rule) =>
  queryOptions({
    queryKey: ["prepaid", "rule", "words", body],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/prepaid/rule/words", { body: { body }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });

export function draftPrepaidRule(body: Rule): Promise<Version> {
  return answer(api.POST("/api/v1/prepaid/rule/versions", { body: { body } }));
}

interface Revision {
  readonly version: number;
  readonly hash: string;
  readonly body: Rule;
}

export function revisePrepaidRule({ version, hash, body }: Revision): Promise<Version> {
  const params = { path: { version } };
  return answer(
    api.PUT("/api/v1/prepaid/rule/versions/{version}", { params, body: { hash, body } }),
  );
}

/** Only where nobody else could look; says why. */
export function publishPrepaidRule(version: number, how: Schemas["Publishing"]): Promise<Version> {
  const params = { path: { version } };
  return answer(api.POST("/api/v1/prepaid/rule/versions/{version}/publish", { params, body: how }));
}
