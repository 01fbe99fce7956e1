import { expect, test } from "vitest";
import vectors from "../../../../../../internal/ledger/testdata/log_vectors.json";
import { base64Of, bytesOf } from "./bytes";
import { continues, leafHash, rootOver } from "./merkle";

// The vectors are made by golang.org/x/mod/sumdb/tlog, which the server proves with.
const { leaves, roots, inclusions, continuing } = vectors;

const tree = (size: number) => ({ size, root: bytesOf(roots[size - 1] ?? "") });

/** A path of which one hash is another. */
function bent(path: readonly string[], at: number): Uint8Array<ArrayBuffer>[] {
  return path.map((hash, place) => {
    const bytes = bytesOf(hash);
    if (place === at) bytes[0] = (bytes[0] ?? 0) ^ 1;
    return bytes;
  });
}

async function comesTo(text: string, index: number, size: number, path: Uint8Array<ArrayBuffer>[]) {
  const root = await rootOver(await leafHash(text), index, size, path);
  return root && base64Of(root);
}

test("every leaf of every tree comes to the root that the server signs", async () => {
  for (const { size, index, path } of inclusions) {
    const text = leaves[index] ?? "";
    expect(await comesTo(text, index, size, path.map(bytesOf)), `${index} of ${size}`).toBe(
      roots[size - 1],
    );
  }
});

test("another text, another place, another size or another path comes to another root", async () => {
  for (const { size, index, path } of inclusions) {
    const text = leaves[index] ?? "";
    const hashes = path.map(bytesOf);
    const root = roots[size - 1];
    expect(await comesTo(text.replace("7", "8"), index, size, hashes)).not.toBe(root);
    if (size > 1) expect(await comesTo(text, (index + 1) % size, size, hashes)).not.toBe(root);
    for (const at of path.keys()) {
      expect(await comesTo(text, index, size, bent(path, at))).not.toBe(root);
      expect(await comesTo(text, index, size, hashes.toSpliced(at, 1))).not.toBe(root);
    }
    expect(await comesTo(text, index, size, [...hashes, bytesOf(root ?? "")])).not.toBe(root);
  }
  const first = leaves[0] ?? "";
  expect(await comesTo(first, 1, 1, [])).toBeNull();
  expect(await comesTo(first, -1, 1, [])).toBeNull();
  expect(await comesTo(first, 0.5, 1, [])).toBeNull();
});

test("every earlier tree is the beginning of every later one", async () => {
  for (const { from, size, path } of continuing) {
    expect(await continues(tree(from), tree(size), path.map(bytesOf)), `${from} of ${size}`).toBe(
      true,
    );
  }
});

test("a log that was written anew does not continue what was kept", async () => {
  for (const { from, size, path } of continuing) {
    const hashes = path.map(bytesOf);
    const other = { size: from, root: bytesOf(roots[from % size] ?? "") };
    if (from !== size) {
      expect(await continues(other, tree(size), hashes), `${from} of ${size}`).toBe(false);
      expect(await continues(tree(size), tree(from), hashes)).toBe(false);
    }
    for (const at of path.keys()) {
      expect(await continues(tree(from), tree(size), bent(path, at))).toBe(false);
      expect(await continues(tree(from), tree(size), hashes.toSpliced(at, 1))).toBe(false);
    }
  }
  expect(await continues({ size: 0, root: bytesOf(roots[0] ?? "") }, tree(1), [])).toBe(false);
});
