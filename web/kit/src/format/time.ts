import type { Language } from "./language";
import { memo } from "./memo";

const day = memo((language: string, zone: string) => {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: zone });
});
const date = memo((language: string, zone: string) => {
  return new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: language === "en" ? "short" : "2-digit",
    day: language === "en" ? "numeric" : "2-digit",
    timeZone: zone,
  });
});
const moment = memo((language: string, zone: string) => {
  return new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: language === "en" ? "short" : "2-digit",
    day: language === "en" ? "numeric" : "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
});
const precise = memo((language: string, zone: string) => {
  return new Intl.DateTimeFormat(language, {
    dateStyle: "full",
    timeStyle: "long",
    hourCycle: "h23",
    timeZone: zone,
  });
});
const time = memo((language: string, zone: string) => {
  return new Intl.DateTimeFormat(language, {
    timeStyle: "medium",
    hourCycle: "h23",
    timeZone: zone,
  });
});
const monthDay = memo((language: string) => {
  return new Intl.DateTimeFormat(language, { month: "long", day: "numeric", timeZone: "UTC" });
});
const shortDay = memo((language: string) => {
  return new Intl.DateTimeFormat(language, {
    month: language === "en" ? "short" : "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
});
const month = memo((language: string) => {
  return new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: language === "en" ? "short" : "long",
    timeZone: "UTC",
  });
});
const weekday = memo((language: string) => {
  return new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
});
const relative = memo((language: string) => {
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" });
});

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** 2026/09/09, Sep 9, 2026: the day in the shop's zone, for a column or a fact. */
export function formatDate(at: string | Date, zone: string, language: Language): string {
  return date(language, zone).format(new Date(at));
}

/** 2026年9月9日, Sep 9, 2026: the day in the shop's zone, for a sentence. */
export function formatDay(at: string | Date, zone: string, language: Language): string {
  return day(language, zone).format(new Date(at));
}

/** 2026/09/09 14:05, Sep 9, 2026, 14:05: the minute in the shop's zone. */
export function formatMoment(at: string | Date, zone: string, language: Language): string {
  return moment(language, zone).format(new Date(at));
}

/** Weekday, second and zone, for a hover. */
export function formatPrecise(at: string | Date, zone: string, language: Language): string {
  return precise(language, zone).format(new Date(at));
}

/** 14:05:09: the second of a day that is known, in the shop's zone. */
export function formatTime(at: string | Date, zone: string, language: Language): string {
  return time(language, zone).format(new Date(at));
}

/** A business day (`2026-09-09`) that has no instant and so no zone. */
export function formatLocalDate(local: string, language: Language): string {
  return date(language, "UTC").format(new Date(`${local}T00:00:00Z`));
}

/** 9/9, Sep 9: a business day on an axis, where the year is known. */
export function formatLocalShort(local: string, language: Language): string {
  return shortDay(language).format(new Date(`${local}T00:00:00Z`));
}

/** 2026年9月, Sep 2026: the month of a business day. */
export function formatLocalMonth(local: string, language: Language): string {
  return month(language).format(new Date(`${local}T00:00:00Z`));
}

/** 周一, Mon: a day of the week, 1 being Monday. */
export function formatWeekday(day: number, language: Language): string {
  // 1 January 2024 was a Monday.
  return weekday(language).format(new Date(Date.UTC(2024, 0, day)));
}

/** A birthday: `09-09`, or a whole date of which only the day of the year is shown. */
export function formatBirthday(birthday: string, language: Language): string {
  const monthAndDay = birthday.slice(-5);
  // A leap year, so that 29 February is a day like any other.
  return monthDay(language).format(new Date(`2000-${monthAndDay}T00:00:00Z`));
}

/** How long ago, for what happened within the last day; null for everything else. */
export function formatAgo(at: string | Date, now: Date, language: Language): string | null {
  const past = now.getTime() - new Date(at).getTime();
  if (past < 0 || past >= 24 * hour) return null;
  if (past < minute) return relative(language).format(-Math.floor(past / second), "second");
  if (past < hour) return relative(language).format(-Math.floor(past / minute), "minute");
  return relative(language).format(-Math.floor(past / hour), "hour");
}

/** The day before an instant, for the end of a half-open period [from, until). */
export function lastDayOf(until: string): Date {
  return new Date(new Date(until).getTime() - 1);
}

/** 14:59 from 899 seconds, for a wait that is counted down. */
export function formatClock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
