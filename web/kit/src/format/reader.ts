import { createContext, useContext, useMemo } from "react";
import type { Minor } from "../brand";
import type { Language } from "./language";
import { type Measure, measureExact, measureNumber, measureShort } from "./measure";
import { formatMoney, formatMoneyBrief, formatMoneyShort } from "./money";
import {
  formatMultiplier,
  formatNumber,
  formatQuantity,
  formatShort,
  formatSigned,
} from "./number";
import {
  formatAgo,
  formatBirthday,
  formatDate,
  formatDay,
  formatLocalDate,
  formatLocalMonth,
  formatLocalShort,
  formatMoment,
  formatPrecise,
  formatTime,
  formatWeekday,
} from "./time";

/** For whom we format: the reader's language, and the zone in which the shop lives. */
export interface Reader {
  readonly language: Language;
  readonly zone: string;
}

export const ReaderContext = createContext<Reader>({ language: "zh-CN", zone: "UTC" });

/** useFormat gives the formatters with the reader already put in. */
export function useFormat() {
  const { language, zone } = useContext(ReaderContext);
  return useMemo(
    () => ({
      number: (value: number) => formatNumber(value, language),
      signed: (value: number) => formatSigned(value, language),
      short: (value: number) => formatShort(value, language),
      multiplier: (bps: number) => formatMultiplier(bps, language),
      quantity: (quantity: number, scale: number) => formatQuantity(quantity, scale, language),
      money: (amount: Minor, currency: string) => formatMoney(amount, currency, language),
      moneyBrief: (amount: Minor, currency: string) => formatMoneyBrief(amount, currency, language),
      moneyShort: (amount: Minor, currency: string) => formatMoneyShort(amount, currency, language),
      measure: (value: number, measure: Measure) => measureExact(value, measure, language),
      measureNumber: (value: number, measure: Measure) => measureNumber(value, measure, language),
      measureShort: (value: number, measure: Measure) => measureShort(value, measure, language),
      date: (at: string | Date) => formatDate(at, zone, language),
      day: (at: string | Date) => formatDay(at, zone, language),
      moment: (at: string | Date) => formatMoment(at, zone, language),
      precise: (at: string | Date) => formatPrecise(at, zone, language),
      time: (at: string | Date) => formatTime(at, zone, language),
      localDate: (date: string) => formatLocalDate(date, language),
      localShort: (date: string) => formatLocalShort(date, language),
      localMonth: (date: string) => formatLocalMonth(date, language),
      weekday: (day: number) => formatWeekday(day, language),
      birthday: (birthday: string) => formatBirthday(birthday, language),
      ago: (at: string | Date) => formatAgo(at, new Date(), language),
    }),
    [language, zone],
  );
}
