import { useFormat } from "@habitue/kit/format/reader";
import type { Duplicate } from "../api/duplicates";

/** useLikely writes how likely two members are one person; what is nearly sure is not rounded to sure. */
export function useLikely(): (pair: Duplicate) => string {
  const format = useFormat();
  return ({ probability_bps }) =>
    format.measure(Math.min(probability_bps, 9_990), { kind: "share" });
}
