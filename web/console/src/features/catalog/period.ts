import { beginOf, endOf } from "../../lib/zoned";

/** The day of an instant in a zone, as fields for days take it. */
export function dayIn(at: string, zone: string): string {
  return new Intl.DateTimeFormat("sv", { timeZone: zone }).format(new Date(at));
}

/** The last day that a period holds which ends at an instant. */
export function lastDayIn(until: string, zone: string): string {
  return dayIn(new Date(Date.parse(until) - 1).toISOString(), zone);
}

/** A period by its first and last day, as the API takes it; what is left open is left out. */
export function periodOf(from: string | undefined, until: string | undefined, zone: string) {
  return {
    ...(from && { from: beginOf(from, zone) }),
    ...(until && { until: endOf(until, zone) }),
  };
}
