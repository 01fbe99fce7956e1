import type { Asked } from "@habitue/kit/api/types";
import type { MemberWish } from "../filter";

/**
 * asked makes a query of a wish. The API reads several values as one text with
 * commas, which is how a wish keeps them; its types speak of lists.
 */
export function asked({ sort: _, ...narrowed }: MemberWish): Asked<"/api/v1/members/count"> {
  return narrowed as unknown as Asked<"/api/v1/members/count">;
}
