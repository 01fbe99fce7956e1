import { textOf } from "./searches";

/** What the address of one member says: the open tab, and the asset of which accounts are shown. */
export const memberTabs = [
  "orders",
  "timeline",
  "events",
  "accounts",
  "entries",
  "coupons",
  "prepaid",
  "tier",
  "merges",
  "notes",
  "identities",
  "details",
  "consents",
  "requests",
  "accesses",
  "devices",
] as const;
export type MemberTab = (typeof memberTabs)[number];

/** Tabs that belong together stand behind one, so that all of them fit in one line. */
export const memberTabGroups = [
  { name: "orders", tabs: ["orders"] },
  { name: "activity", tabs: ["timeline", "events"] },
  { name: "value", tabs: ["accounts", "entries", "coupons", "prepaid", "tier"] },
  { name: "notes", tabs: ["notes"] },
  { name: "details", tabs: ["details", "identities"] },
  { name: "privacy", tabs: ["consents", "requests", "accesses"] },
  { name: "record", tabs: ["devices", "merges"] },
] as const satisfies readonly { name: string; tabs: readonly MemberTab[] }[];

export interface MemberSearch {
  readonly tab?: MemberTab | undefined;
  readonly asset?: string | undefined;
}

export function memberSearch(search: Record<string, unknown>): MemberSearch {
  return { tab: memberTabs.find((tab) => tab === search.tab), asset: textOf(search.asset) };
}
