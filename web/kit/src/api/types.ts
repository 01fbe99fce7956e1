import type { components } from "./schema";

/** Shapes of the API by name, as the OpenAPI document calls them. */
export type Schemas = components["schemas"];
