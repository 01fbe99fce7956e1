import { id as asId } from "@habitue/kit/brand";
import type { NewHandout } from "./api/give";
import type { Pack } from "./api/packs";
import { peopleIn } from "./terms";

/** What is typed to hand coupons out. */
export interface TypedHandout {
  /** A coupon, or `pack:` and the id of one. */
  readonly what: string;
  readonly quantity: number;
  readonly people: string;
  readonly skip?: boolean;
  readonly reason: string;
  readonly note?: string;
}

/** How a pack stands among the coupons to choose from. */
export const packOf = (id: string) => `pack:${id}`;

/** What is asked for; nothing while something that must be typed is missing. */
export function bodyOf(
  typed: Partial<TypedHandout> & { readonly member?: string | undefined },
  packs: readonly Pack[],
): NewHandout | undefined {
  const { what, quantity = 1, people = "", skip, reason, note, member } = typed;
  const who = member ? [member] : peopleIn(people);
  const pack = packs.find(({ id }) => packOf(id) === what);
  if (!what || who.length === 0 || !reason) return undefined;
  const items = pack ? pack.items : [{ template_id: asId(what), quantity: 1 }];
  return {
    items: items.map((item) => ({
      template_id: item.template_id,
      quantity: item.quantity * quantity,
    })),
    people: who,
    reason,
    ...(skip && { skip_unknown: true }),
    ...(note?.trim() && { note: note.trim() }),
  };
}
