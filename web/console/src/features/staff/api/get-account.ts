import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export const accountQuery = (id: Id) =>
  queryOptions({
    queryKey: ["staff", "accounts", "one", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/staff/accounts/{id}", { params: { path: { id } }, signal }));
    },
  });
