import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";
import type { Rule, RuleVersion } from "./get-rule";

/** Keeps a version of the rule that holds nowhere yet. */
export function draftRule(body: Rule): Promise<RuleVersion> {
  return answer(api.POST("/api/v1/profile/rule/versions", { body: { body } }));
}
