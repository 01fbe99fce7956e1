import type { components, paths } from "./schema";

/** Shapes of the API by name, as the OpenAPI document calls them. */
export type Schemas = components["schemas"];

/** What an address of the API takes after its question mark. */
export type Asked<Address extends keyof paths> = paths[Address] extends {
  get: { parameters: { query?: infer Query } };
}
  ? NonNullable<Query>
  : never;
