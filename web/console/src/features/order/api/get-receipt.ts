import { problemFrom } from "@habitue/kit/api/problem";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export type Paper = "a5" | "80mm";

/** An order as a PDF, in the reader's language. */
export async function getReceipt(order: Id, paper: Paper): Promise<Blob> {
  const { data, error, response } = await api.GET("/api/v1/orders/{id}/receipt.pdf", {
    params: { path: { id: order }, query: { paper } },
    parseAs: "blob",
  });
  if (!response.ok) throw problemFrom(response, error);
  return data as unknown as Blob;
}
