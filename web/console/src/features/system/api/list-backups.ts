import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { beatMs } from "./beat";

export type BackupRun = Schemas["BackupRun"];

/** The backups that the program knows of. */
export const backupsQuery = queryOptions({
  queryKey: ["system", "backups"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/backups", { signal })),
  staleTime: 0, // an operator wants what is, not what was
  refetchInterval: beatMs.calm,
});
