import type { useFormat } from "@habitue/kit/format/reader";
import { daysOf, type Period } from "../../lib/period";
import type { Trend } from "./api/get-trend";

/** pieceFor divides a period so that a line has points enough to be one, and not too many. */
export function pieceFor(period: Period): Trend["by"] {
  const days = daysOf(period);
  if (days <= 45) return "day";
  return days <= 200 ? "week" : "month";
}

/**
 * toldOf takes a period in which nothing happened at all for one that nobody was
 * told of: a line along zero would say that the shop was open and empty.
 */
export function toldOf(values: readonly number[]): readonly (number | null)[] {
  return values.every((value) => value === 0) ? values.map(() => null) : values;
}

/** piecesOf names the pieces of a trend for its axis. */
export function piecesOf(
  trend: Pick<Trend, "starts" | "by">,
  format: Pick<ReturnType<typeof useFormat>, "localShort" | "localMonth">,
): { key: string; name: string }[] {
  const named = trend.by === "month" ? format.localMonth : format.localShort;
  return trend.starts.map((key) => ({ key, name: named(key) }));
}
