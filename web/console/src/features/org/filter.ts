import type { Id } from "@habitue/kit/brand";

/** What stores can be narrowed by; all of it stands in the address. */
export interface StoreFilter {
  readonly q?: string | undefined;
  readonly region?: Id | undefined;
  readonly brand?: Id | undefined;
  readonly state?: "open" | "closed" | undefined;
  readonly named?: "yes" | "no" | undefined;
}
