import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Minority = Schemas["Minority"];

/** Whether a member is below the age of consent, and which guardian agreed. */
export function guardianQuery(id: Id) {
  return queryOptions({
    queryKey: ["member", "guardian", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/members/{id}/guardian", { params: { path: { id } }, signal })),
  });
}

/** stateGuardian records that a guardian agreed before somebody of the staff; it is audited. */
export function stateGuardian(id: Id, said: Schemas["GuardianOnBehalf"]) {
  return answer(
    api.POST("/api/v1/members/{id}/guardian", { params: { path: { id } }, body: said }),
  );
}
