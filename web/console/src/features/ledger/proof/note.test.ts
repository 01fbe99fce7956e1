import { expect, test, vi } from "vitest";
import vectors from "../../../../../../internal/ledger/testdata/log_vectors.json";
import { base64Of } from "./bytes";
import { isSigned, readCheckpoint, readKey } from "./note";

const { note, key, roots } = vectors;

function checkpoint(text = note) {
  const read = readCheckpoint(text);
  if (!read) throw new Error(`no checkpoint: ${text}`);
  return read;
}

test("a checkpoint says its origin, size and root", () => {
  const { origin, size, root } = checkpoint();
  expect([origin, size, base64Of(root)]).toEqual(["habitue-ledger-vectors", 13, roots.at(-1)]);
});

test("the server's signature holds, also after an editor or a mail changed the ends of lines", async () => {
  for (const text of [note, note.trimEnd(), note.replaceAll("\n", "\r\n")]) {
    expect(await isSigned(checkpoint(text), key)).toBe(true);
  }
});

test("whatever is changed, the signature no longer holds", async () => {
  const changed = [
    note.replace("\n13\n", "\n12\n"),
    note.replace(roots.at(-1) ?? "", roots[0] ?? ""),
    note.replaceAll("vectors", "others"),
    note.replace(/.{6}==\n$|.{6}\n$/, "AAAAAA==\n"),
  ];
  for (const text of changed) expect(await isSigned(checkpoint(text), key), text).toBe(false);
  expect(await isSigned(checkpoint(), key.replace("vectors", "others"))).toBe(false);
  expect(await isSigned(checkpoint(), key.replace(/\+[0-9a-f]{8}\+/, "+00000000+"))).toBe(false);
});

test("a key whose id is not its own, or that is of another kind, is none", async () => {
  expect(await readKey(`${key}\n`)).not.toBeNull();
  for (const text of ["", "name", key.slice(0, -4), key.replace("+", "-")]) {
    expect(await readKey(text), text).toBeNull();
  }
});

test("what is no checkpoint is not taken for one", () => {
  const [text = ""] = note.split("\n\n");
  for (const other of [
    "",
    "hello",
    text,
    note.replace("\n13\n", "\n1e1\n"),
    note.replace("\n13\n", "\n-13\n"),
    note.replace(roots.at(-1) ?? "", "AAAA"),
  ]) {
    expect(readCheckpoint(other), other).toBeNull();
  }
});

test("a browser without Ed25519 says that it cannot, not that it is wrong", async () => {
  vi.spyOn(crypto.subtle, "importKey").mockRejectedValue(new DOMException("", "NotSupportedError"));
  expect(await isSigned(checkpoint(), key)).toBe("unsupported");
});
