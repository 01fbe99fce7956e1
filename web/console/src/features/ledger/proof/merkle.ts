import { areEqual, type Bytes, joined, sha256, utf8 } from "./bytes";

/** A tree as a checkpoint signs it. */
export interface Tree {
  readonly size: number;
  readonly root: Bytes;
}

// RFC 6962 2.1: a byte before it tells a leaf from a node, so that none passes for the other.
const leaf = new Uint8Array([0]);
const node = new Uint8Array([1]);

export function leafHash(text: string): Promise<Bytes> {
  return sha256(joined(leaf, utf8(text)));
}

function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(joined(node, left, right));
}

/** Where a walk up the tree is: a place on a level, and the last place of that level. */
interface Walk {
  at: number;
  last: number;
}

// By division, because a log may outgrow the 32 bits of the operators that shift.
function up(walk: Walk): void {
  walk.at = Math.floor(walk.at / 2);
  walk.last = Math.floor(walk.last / 2);
}

const isRight = ({ at }: Walk) => at % 2 === 1;

/** Levels on which there is nothing beside: the node goes up as it is. */
function skipAlone(walk: Walk): void {
  while (!isRight(walk) && walk.at !== 0) up(walk);
}

/** rootOver is the root to which a leaf and its path come (RFC 9162 2.1.3.2); null where the path cannot be one. */
export async function rootOver(
  hash: Bytes,
  index: number,
  size: number,
  path: readonly Bytes[],
): Promise<Bytes | null> {
  if (!isPlace(index, size)) return null;
  const walk: Walk = { at: index, last: size - 1 };
  let root = hash;
  for (const beside of path) {
    if (walk.last === 0) return null;
    if (isRight(walk) || walk.at === walk.last) {
      root = await nodeHash(beside, root);
      skipAlone(walk);
    } else {
      root = await nodeHash(root, beside);
    }
    up(walk);
  }
  return walk.last === 0 ? root : null;
}

/** continues says whether a tree is the beginning of a later one (RFC 9162 2.1.4.2). */
export async function continues(
  earlier: Tree,
  later: Tree,
  path: readonly Bytes[],
): Promise<boolean> {
  if (!isPlace(earlier.size - 1, later.size)) return false;
  if (earlier.size === later.size) {
    return path.length === 0 && areEqual(earlier.root, later.root);
  }
  // Of a whole tree the proof does not repeat the root.
  const [first, ...rest] = isPowerOfTwo(earlier.size) ? [earlier.root, ...path] : path;
  if (!first) return false;
  const walk: Walk = { at: earlier.size - 1, last: later.size - 1 };
  while (isRight(walk)) up(walk);
  let was = first;
  let is = first;
  for (const beside of rest) {
    if (walk.last === 0) return false;
    if (isRight(walk) || walk.at === walk.last) {
      was = await nodeHash(beside, was);
      is = await nodeHash(beside, is);
      skipAlone(walk);
    } else {
      is = await nodeHash(is, beside);
    }
    up(walk);
  }
  return walk.last === 0 && areEqual(was, earlier.root) && areEqual(is, later.root);
}

function isPlace(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size));
}
