import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type SavedView = Schemas["SavedView"];

/** The views of the members' list that this person saved. */
export const viewsQuery = queryOptions({
  queryKey: ["member", "views"],
  queryFn: ({ signal }) => {
    const query = { page: "members" } as const;
    return answer(api.GET("/api/v1/session/views", { params: { query }, signal }));
  },
});
