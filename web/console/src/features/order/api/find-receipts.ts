import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";
import type { FoundOrder } from "./list-orders";

/** The orders that bear a number, of whatever till. */
export async function findReceipts(reference: string): Promise<readonly FoundOrder[]> {
  const found = await answer(api.GET("/api/v1/orders", { params: { query: { reference } } }));
  return found.items;
}
