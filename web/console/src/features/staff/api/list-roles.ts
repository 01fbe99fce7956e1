import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** The roles and what each may do: the table is in the program's code. */
export const rolesQuery = queryOptions({
  queryKey: ["staff", "roles"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/staff/roles", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
