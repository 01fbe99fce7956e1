import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export type TaxClass = Schemas["TaxClass"];
export type Attribute = Schemas["ArticleAttribute"];
export const attributeKinds = ["text", "number", "yes_no", "choice", "date"] as const;
export type AttributeKind = (typeof attributeKinds)[number];

/** Makes a tax class. The key is the attempt's: sent again, it gets the first answer. */
export function createTaxClass(key: string, body: Schemas["NewTaxClass"]): Promise<TaxClass> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/catalog/tax-classes", { params, body }));
}

/** Changes a tax class as it was seen. */
export function editTaxClass(code: string, body: Schemas["TaxClassChange"]): Promise<TaxClass> {
  return answer(
    api.PUT("/api/v1/catalog/tax-classes/{code}", { params: { path: { code } }, body }),
  );
}

/** Makes an attribute; the key as above. */
export function createAttribute(key: string, body: Schemas["NewAttribute"]): Promise<Attribute> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/catalog/attributes", { params, body }));
}

/** Changes an attribute as it was seen. */
export function editAttribute(id: Id, body: Schemas["AttributeChange"]): Promise<Attribute> {
  return answer(api.PUT("/api/v1/catalog/attributes/{id}", { params: { path: { id } }, body }));
}

/** Deletes an attribute of which no article has a value. */
export async function deleteAttribute({ id, version }: Attribute): Promise<void> {
  const params = { path: { id }, query: { version } };
  await answer(api.DELETE("/api/v1/catalog/attributes/{id}", { params }));
}
