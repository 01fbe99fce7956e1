import { useState } from "react";

/** The columns a list of members may have, in their order. */
export const memberColumns = [
  "number",
  "name",
  "phone",
  "level",
  "class",
  "rfm",
  "last_order_on",
  "orders",
  "spend",
  "points",
  "home_store",
  "channel",
  "source",
  "labels",
  "joined",
] as const;
export type MemberColumn = (typeof memberColumns)[number];

/** What a list shows until somebody chooses. */
export const usualColumns: readonly MemberColumn[] = [
  "number",
  "name",
  "phone",
  "level",
  "class",
  "last_order_on",
  "spend",
  "points",
];

const kept = "habitue.member.columns";

/** The columns this person chose, remembered by this browser. */
export function useChosenColumns(): [readonly MemberColumn[], (chosen: MemberColumn[]) => void] {
  const [columns, setColumns] = useState(read);
  const choose = (chosen: readonly MemberColumn[]) => {
    const inOrder = memberColumns.filter((name) => name === "number" || chosen.includes(name));
    localStorage.setItem(kept, inOrder.join(","));
    setColumns(inOrder);
  };
  return [columns, choose];
}

function read(): readonly MemberColumn[] {
  const names = localStorage.getItem(kept)?.split(",") ?? [];
  const known = memberColumns.filter((name) => names.includes(name));
  return known.length > 0 ? known : usualColumns;
}
