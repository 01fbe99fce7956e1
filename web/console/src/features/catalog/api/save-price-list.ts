import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { PriceList } from "./list-price-lists";

export type PriceListFields = Omit<Schemas["PriceListChange"], "version">;
export type NewPriceList = Schemas["NewPriceList"];

/** Makes a list. The key is the attempt's: sent again, it gets the first answer. */
export function createPriceList(key: string, body: NewPriceList): Promise<PriceList> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/catalog/price-lists", { params, body }));
}

/** Changes a list as it was seen; refused where somebody else was first. */
export function editPriceList(
  id: Id,
  version: number,
  fields: PriceListFields,
): Promise<PriceList> {
  return answer(
    api.PUT("/api/v1/catalog/price-lists/{id}", {
      params: { path: { id } },
      body: { ...fields, version },
    }),
  );
}
