import type { ExportColumn } from "./api/export-members";
import type { MemberColumn } from "./columns";

/** What a file of members may hold, by what it is about. */
export const exportGroups = {
  person: ["number", "name", "phone", "email", "birthday"],
  joining: [
    "joined_on",
    "joined_at",
    "home_store",
    "home_store_code",
    "channel",
    "channel_code",
    "source",
  ],
  value: ["level", "points", "class", "r", "f", "m", "last_order_on", "orders", "spend"],
  said: ["tags", "labels", "consents", "restricted"],
  address: ["province", "city", "district", "address"],
} as const satisfies Record<string, readonly ExportColumn[]>;

export type ExportGroup = keyof typeof exportGroups;
export const exportGroupNames = Object.keys(exportGroups) as ExportGroup[];

/** The columns that the member import takes: with them, and in full, a file can be brought in again. */
export const importable: readonly ExportColumn[] = [
  "number",
  "name",
  "phone",
  "email",
  "birthday",
  "joined_at",
  "home_store_code",
  "channel_code",
  "tags",
  "province",
  "city",
  "district",
  "address",
  "consents",
];

/** What a file may hold for each column of the list. */
export function columnsOf(names: readonly MemberColumn[]): ExportColumn[] {
  return names.flatMap((name): ExportColumn[] => {
    if (name === "rfm") return ["r", "f", "m"];
    return [name === "joined" ? "joined_on" : name];
  });
}

/** The columns of the list of which a reader needs more than to see members. */
const guarded = columnsOf(["rfm", "class", "last_order_on", "orders", "spend", "points", "labels"]);

/** Whether a reader may have a column, who may see some of the list's. */
export function mayHave(column: ExportColumn, possible: readonly MemberColumn[]): boolean {
  return !guarded.includes(column) || columnsOf(possible).includes(column);
}
