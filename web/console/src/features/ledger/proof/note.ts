import { areEqual, type Bytes, bytesOf, joined, sha256, utf8 } from "./bytes";
import type { Tree } from "./merkle";

/** A checkpoint as it is published: what was signed, and by whom. */
export interface Checkpoint extends Tree {
  readonly origin: string;
  /** What the signature is of. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

interface Signature {
  readonly name: string;
  /** Names the key; four bytes. */
  readonly id: Bytes;
  readonly bytes: Bytes;
}

const hashLength = 32;

/** readCheckpoint reads a signed note (golang.org/x/mod/sumdb/note); null where it is no checkpoint. */
export function readCheckpoint(note: string): Checkpoint | null {
  // What comes out of a file or an editor may lack the last end of line.
  const whole = `${note.replaceAll("\r\n", "\n").trimEnd()}\n`;
  const cut = whole.lastIndexOf("\n\n\u2014 ");
  if (cut < 0) return null;
  const text = whole.slice(0, cut + 1);
  const [origin = "", digits = "", root = ""] = text.split("\n");
  const size = Number(digits);
  const tree = bytesOf(root);
  if (!origin || !/^\d+$/.test(digits) || !Number.isSafeInteger(size)) return null;
  if (tree.length !== hashLength) return null;
  const signatures = whole
    .slice(cut + 2, -1)
    .split("\n")
    .flatMap(readSignature);
  return { origin, size, root: tree, text, signatures };
}

function readSignature(line: string): Signature[] {
  const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
  if (!name || !base64) return [];
  const bytes = bytesOf(base64);
  return [{ name, id: bytes.slice(0, 4), bytes: bytes.slice(4) }];
}

interface Key {
  readonly name: string;
  readonly id: Bytes;
  readonly raw: Bytes;
}

/** The first byte of a key says which kind it is; this is Ed25519. */
const ed25519 = 1;

/** readKey reads name+id+key as sumdb writes it, and checks that the id is the key's own. */
export async function readKey(key: string): Promise<Key | null> {
  const [, name, hex, base64] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(key.trim()) ?? [];
  if (!name || !hex || !base64) return null;
  const kindAndKey = bytesOf(base64);
  if (kindAndKey[0] !== ed25519 || kindAndKey.length !== 33) return null;
  const id = (await sha256(joined(utf8(`${name}\n`), kindAndKey))).slice(0, 4);
  const said = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return areEqual(id, said) ? { name, id, raw: kindAndKey.slice(1) } : null;
}

/**
 * isSigned says whether the key signed the checkpoint, under the name that
 * stands in it; "unsupported" where this browser knows no Ed25519.
 */
export async function isSigned(
  checkpoint: Checkpoint,
  key: string,
): Promise<boolean | "unsupported"> {
  const known = await readKey(key);
  if (!known || known.name !== checkpoint.origin) return false;
  const ours = checkpoint.signatures.filter(
    ({ name, id }) => name === known.name && areEqual(id, known.id),
  );
  let imported: CryptoKey;
  try {
    imported = await crypto.subtle.importKey("raw", known.raw, { name: "Ed25519" }, false, [
      "verify",
    ]);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "NotSupportedError") return "unsupported";
    return false;
  }
  for (const { bytes } of ours) {
    const holds = await crypto.subtle.verify(
      { name: "Ed25519" },
      imported,
      bytes,
      utf8(checkpoint.text),
    );
    if (holds) return true;
  }
  return false;
}
