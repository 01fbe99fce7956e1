import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type RuleVersion = Schemas["ProfileRuleVersion"];
export type Rule = Schemas["ProfileRule"];

/** The rule of value classes in force. */
export const ruleQuery = queryOptions({
  queryKey: ["profile", "rule"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/profile/rule", { signal })),
});
