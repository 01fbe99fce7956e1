import { type Id, id } from "@habitue/kit/brand";
import { type CouponTab, couponTabs } from "../features/coupon/filter";
import { type Behind, behinds } from "../features/insight/behind";
import { choices, days, type MemberFilter, orders } from "../features/member/filter";
import { answers, type OrderFilter } from "../features/order/filter";
import { type PeriodWish, periodNames, periodWish } from "../lib/period";
import type { Leaving } from "./session";

/** What an address may say behind its question mark, page by page. Anything else is dropped. */
type Search = Record<string, unknown>;

export interface SignInSearch {
  readonly next?: string | undefined;
  readonly leaving?: Leaving | undefined;
}

export function signInSearch(search: Search): SignInSearch {
  const { leaving } = search;
  return {
    next: textOf(search.next),
    leaving: leaving === "expired" || leaving === "signed-out" ? leaving : undefined,
  };
}

/** When and where figures are of; lists of ids are one text, as in the API. */
export interface OverviewSearch extends PeriodWish {
  readonly store?: string | undefined;
  readonly channel?: string | undefined;
  readonly brand?: Id | undefined;
  readonly currency?: string | undefined;
}

export function overviewSearch(search: Search): OverviewSearch {
  const brand = textOf(search.brand);
  return {
    ...periodWish(search),
    store: textOf(search.store),
    channel: textOf(search.channel),
    brand: brand === undefined ? undefined : id(brand),
    currency: textOf(search.currency),
  };
}

export interface BehindSearch extends OverviewSearch, Partial<Behind> {}

export function behindSearch(search: Search): BehindSearch {
  return {
    ...overviewSearch(search),
    behind: behinds.find((behind) => behind === search.behind),
    from_level: textOf(search.from_level),
    to_level: textOf(search.to_level),
  };
}

/** idsOf reads a list of ids that stands in an address as one text. */
export function idsOf(text: string | undefined): Id[] | undefined {
  return text === undefined ? undefined : text.split(",").map(id);
}

export function textOfIds(ids: readonly Id[]): string | undefined {
  return ids.length > 0 ? ids.join(",") : undefined;
}

export function membersSearch(search: Search): MemberFilter {
  const texts = [...choices, ...days].map((key) => [key, textOf(search[key])]);
  return { ...Object.fromEntries(texts), sort: orders.find((sort) => sort === search.sort) };
}

/** What is shown of coupons, and which are listed; the page knows the states that there are. */
export interface CouponsSearch {
  readonly tab?: CouponTab | undefined;
  readonly status?: string | undefined;
  readonly q?: string | undefined;
}

export function couponsSearch({ tab, status, q }: Search): CouponsSearch {
  return {
    tab: couponTabs.find((name) => name === tab),
    status: textOf(status),
    q: textOf(q),
  };
}

export const systemTabs = ["overview", "notices", "jobs", "check", "replica", "data"] as const;
export type SystemTab = (typeof systemTabs)[number];

export interface SystemSearch {
  readonly tab?: SystemTab | undefined;
}

export function systemSearch(search: Search): SystemSearch {
  return { tab: systemTabs.find((tab) => tab === search.tab) };
}

export interface RuleSearch {
  /** The draft that is edited. */
  readonly version?: string | undefined;
  /** The version from which a new draft begins. */
  readonly from?: string | undefined;
}

export function ruleSearch(search: Search): RuleSearch {
  return { version: textOf(search.version), from: textOf(search.from) };
}

/** editOf opens a draft, or begins one from a version that was published. */
export function editOf({ version, status }: { version: number; status: string }): RuleSearch {
  return status === "draft" ? { version: String(version) } : { from: String(version) };
}

export interface AuditSearch {
  readonly principal?: string | undefined;
  readonly action?: string | undefined;
  readonly subject_kind?: string | undefined;
  readonly subject_id?: string | undefined;
}

export function auditSearch(search: Search): AuditSearch {
  return {
    principal: textOf(search.principal),
    action: textOf(search.action),
    subject_kind: textOf(search.subject_kind),
    subject_id: textOf(search.subject_id),
  };
}

export interface ProfileSearch {
  readonly as_of?: string | undefined;
  readonly brand?: Id | undefined;
}

export function profileSearch(search: Search): ProfileSearch {
  const brand = textOf(search.brand);
  return { as_of: textOf(search.as_of), brand: brand === undefined ? undefined : id(brand) };
}

export function ordersSearch(search: Search): OrderFilter {
  const answer = (value: unknown) => answers.find((one) => one === value);
  return {
    period: periodNames.find((name) => name === search.period),
    from: textOf(search.from),
    until: textOf(search.until),
    store: textOf(search.store),
    channel: textOf(search.channel),
    with_member: answer(search.with_member),
    refunded: answer(search.refunded),
    min_paid: textOf(search.min_paid),
    max_paid: textOf(search.max_paid),
    article: textOf(search.article),
    reference: textOf(search.reference),
  };
}

export interface LateSearch {
  readonly by?: string | undefined;
  readonly flagged?: "yes" | undefined;
}

export function lateSearch(search: Search): LateSearch {
  return { by: textOf(search.by), flagged: search.flagged === "yes" ? "yes" : undefined };
}

/** parseSearch reads an address as plain texts: the router's own reading makes numbers of cards. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => textOf(value) !== undefined);
  const text = new URLSearchParams(given as [string, string][]).toString();
  return text && `?${text}`;
}

/** textOf reads a part of an address that is a text; nothing and anything else is absent. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
