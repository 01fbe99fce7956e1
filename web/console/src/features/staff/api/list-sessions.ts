import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type StaffSession = Schemas["StaffSession"];

/** Where somebody is signed in now. */
export const sessionsQuery = (id: Id) =>
  queryOptions({
    queryKey: ["staff", "accounts", "sessions", id],
    queryFn: ({ signal }) => {
      return answer(
        api.GET("/api/v1/staff/accounts/{id}/sessions", { params: { path: { id } }, signal }),
      );
    },
  });
