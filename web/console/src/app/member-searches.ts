import { textOf } from "./searches";

/** What the address of one member says: the open tab, and the asset of which accounts are shown. */
export const memberTabs = [
  "orders",
  "timeline",
  "accounts",
  "entries",
  "coupons",
  "prepaid",
  "tier",
  "merges",
  "notes",
  "details",
  "consents",
  "requests",
  "devices",
] as const;
export type MemberTab = (typeof memberTabs)[number];

export interface MemberSearch {
  readonly tab?: MemberTab | undefined;
  readonly asset?: string | undefined;
}

export function memberSearch(search: Record<string, unknown>): MemberSearch {
  return { tab: memberTabs.find((tab) => tab === search.tab), asset: textOf(search.asset) };
}
