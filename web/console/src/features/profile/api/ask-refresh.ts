import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Has everybody's value reckoned anew, behind the request. */
export function askRefresh() {
  return answer(api.POST("/api/v1/profile/refresh"));
}
