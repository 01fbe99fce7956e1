import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

/** saveView keeps the list as it is; a view of the same name is replaced. */
export function saveView(view: Omit<Schemas["NewView"], "page">) {
  return answer(api.PUT("/api/v1/session/views", { body: { page: "members", ...view } }));
}
