import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type GoodsBrand = Schemas["GoodsBrand"];

export const goodsBrandsQuery = queryOptions({
  queryKey: ["catalog", "brands"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/catalog/brands", { signal })),
});
