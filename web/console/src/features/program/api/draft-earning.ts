import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { EarningRule } from "./get-earning";

export function draftEarning(body: Schemas["ProgramRule"]): Promise<EarningRule> {
  return answer(api.POST("/api/v1/program/earning/versions", { body: { body } }));
}
