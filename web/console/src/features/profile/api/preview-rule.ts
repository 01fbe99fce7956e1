import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";
import type { Rule } from "./get-rule";

/** What a rule would change as of today; nothing is written. */
export function previewRule(body: Rule) {
  return answer(api.POST("/api/v1/profile/rule/preview", { body: { body } }));
}
