import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { beatMs } from "./beat";

export type Keys = Schemas["MasterKeys"];
export type Rotation = Schemas["KeyRotation"];
export type IndexKey = Schemas["IndexKey"];

/** What is still to be done of an exchange. */
export function goesOn({ phase }: Rotation): boolean {
  return phase !== "wrapped" && phase !== "destroyed";
}

/** How the keys stand; asked more often while they are exchanged. */
export const keysQuery = queryOptions({
  queryKey: ["system", "keys"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/keys", { signal })),
  staleTime: 0,
  refetchInterval: ({ state }) =>
    state.data?.rotations.some(goesOn) || state.data?.index.rotations.some(goesOn)
      ? beatMs.busy
      : beatMs.calm,
});
