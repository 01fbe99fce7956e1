import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

export type EarningTrial = Schemas["EarningTrial"];
export type EarningTried = Schemas["EarningTried"];

/** Tries a body on real orders. Keeps nothing. */
export function previewEarning(trial: EarningTrial): Promise<EarningTried> {
  return answer(api.POST("/api/v1/program/earning/preview", { body: trial }));
}
