import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Settings = Schemas["OrgSettings"];

export const settingsQuery = queryOptions({
  queryKey: ["org", "settings"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/org/settings", { signal })),
  staleTime: 10 * 60_000,
});
