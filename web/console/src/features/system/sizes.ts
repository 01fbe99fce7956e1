import type { TableSize } from "./api/list-tables";

/** How large a table is, or all of a part. */
export interface Size {
  readonly key: string;
  readonly name: string;
  readonly of: string;
  /** null where a table was never counted. */
  readonly rows: number | null;
  readonly bytes: number;
  readonly indexBytes: number;
  readonly children?: Size[];
}

/** sizesOf puts tables under the part that owns them, the largest first. */
export function sizesOf(tables: readonly TableSize[]): Size[] {
  return [...new Set(tables.map(({ schema }) => schema))]
    .map((owner) => {
      const own = tables.filter(({ schema }) => schema === owner);
      const children = own.map(sizeOf).sort((a, b) => b.bytes - a.bytes);
      const counted = children.filter(({ rows }) => rows !== null);
      return {
        key: owner,
        name: owner,
        of: "",
        rows: counted.length > 0 ? sum(counted.map(({ rows }) => rows ?? 0)) : null,
        bytes: sum(children.map(({ bytes }) => bytes)),
        indexBytes: sum(children.map(({ indexBytes }) => indexBytes)),
        children,
      };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

function sizeOf({ schema, name, rows, bytes, index_bytes, class: of }: TableSize): Size {
  return { key: `${schema}.${name}`, name, of, rows, bytes, indexBytes: index_bytes };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
