import { type Id, id } from "@habitue/kit/brand";
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

export interface MembersSearch {
  readonly card?: string | undefined;
  readonly level?: string | undefined;
}

export function membersSearch(search: Search): MembersSearch {
  return { card: textOf(search.card), level: textOf(search.level) };
}

export const memberTabs = ["orders", "entries", "tier"] as const;
export type MemberTab = (typeof memberTabs)[number];

export interface MemberSearch {
  readonly tab?: MemberTab | undefined;
  readonly asset?: string | undefined;
}

export function memberSearch(search: Search): MemberSearch {
  return { tab: memberTabs.find((tab) => tab === search.tab), asset: textOf(search.asset) };
}

export interface OrderSearch {
  readonly member_id?: Id | undefined;
}

export function orderSearch(search: Search): OrderSearch {
  const member = textOf(search.member_id);
  return { member_id: member === undefined ? undefined : id(member) };
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

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
