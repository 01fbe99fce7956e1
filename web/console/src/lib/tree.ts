import type { Id } from "@habitue/kit/brand";

/** What hangs in a tree: below the one whose id is its parent's, or at the top. */
export interface Hanging {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly parent_id: Id | null;
  /** The place among those of one parent; equal ones follow by code. */
  readonly position?: number;
}

export type Branch<Item> = Item & { children?: Branch<Item>[] };

/** treeOf hangs each item under its parent, in the order in which they stand. */
export function treeOf<Item extends Hanging>(items: readonly Item[]): Branch<Item>[] {
  const under = (parent: Id | null): Branch<Item>[] =>
    siblingsOf(items, parent).map((item) => {
      const children = under(item.id);
      return children.length > 0 ? { ...item, children } : { ...item };
    });
  return under(null);
}

/** siblingsOf returns those of one parent, in the order in which they stand. */
export function siblingsOf<Item extends Hanging>(items: readonly Item[], parent: Id | null) {
  return items
    .filter(({ parent_id }) => parent_id === parent)
    .sort((one, other) => {
      const places = (one.position ?? 0) - (other.position ?? 0);
      return places || (one.code < other.code ? -1 : 1);
    });
}

/** pathsOf names every item with what is above it: "Drinks / Tea". */
export function pathsOf(items: readonly Hanging[]): Map<Id, string> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const path = ({ name, parent_id }: Hanging): string => {
    const parent = parent_id === null ? undefined : byId.get(parent_id);
    return parent ? `${path(parent)} / ${name}` : name;
  };
  return new Map(items.map((item) => [item.id, path(item)]));
}

/** insideOf returns an item and all that hang below it: where it cannot be moved to. */
export function insideOf(items: readonly Hanging[], id: Id): Set<Id> {
  const inside = new Set([id]);
  for (const child of items.filter(({ parent_id }) => parent_id === id)) {
    for (const below of insideOf(items, child.id)) inside.add(below);
  }
  return inside;
}
