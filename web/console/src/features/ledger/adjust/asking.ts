import type { Id } from "@habitue/kit/brand";
import { points } from "@habitue/kit/brand";
import type { NewAdjustment } from "../api/adjust-member";

/** What stands in the dialog. */
export interface Typed {
  readonly kind?: "adjust" | "extend";
  readonly asset?: string;
  readonly amount?: number | null;
  readonly until?: string;
  readonly lots?: Id[];
  readonly reason?: string;
  readonly note?: string;
  readonly reference?: string;
}

/** askingOf is what to send; nothing while something is missing. */
export function askingOf(typed: Typed): NewAdjustment | undefined {
  const { kind, asset, amount, until, lots = [], reason, note, reference } = typed;
  const why = {
    ...(note?.trim() && { note: note.trim() }),
    ...(reference?.trim() && { reference: reference.trim() }),
  };
  if (!asset || !reason) return undefined;
  if (kind === "extend") {
    if (!until) return undefined;
    return { kind, asset, until, reason, ...(lots.length > 0 && { lots }), ...why };
  }
  if (!amount) return undefined;
  return { kind: "adjust", asset, amount: points(amount), reason, ...why };
}
