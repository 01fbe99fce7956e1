import { addDays } from "./period";

/** beginOf is the instant at which a day begins in a zone, as the API takes instants. */
export function beginOf(day: string, zone: string): string {
  const wall = Date.parse(`${day}T00:00:00Z`);
  // The zone's distance is asked for twice: near a change of clocks the first is another day's.
  let at = wall - distance(wall, zone);
  at = wall - distance(at, zone);
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** endOf is the instant at which a day ends in a zone. */
export function endOf(day: string, zone: string): string {
  return beginOf(addDays(day, 1), zone);
}

/** How far the clock on the wall is ahead of UTC. */
function distance(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(
    of("year"),
    of("month") - 1,
    of("day"),
    of("hour"),
    of("minute"),
    of("second"),
  );
  return wall - at;
}
