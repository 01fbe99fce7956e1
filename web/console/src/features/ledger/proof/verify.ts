import type { PostingRecord } from "../api/get-posting";
import type { PostingProof } from "../api/get-proof";
import { areEqual, bytesOf } from "./bytes";
import { saysThePosting } from "./leaf";
import { continues, leafHash, rootOver } from "./merkle";
import { type Checkpoint, isSigned, readCheckpoint } from "./note";

/** What is looked at, in this order. */
export const stepNames = ["says", "leaf", "path", "note", "signature"] as const;
export type StepName = (typeof stepNames)[number];

/** How a step came out; what this browser cannot do is neither right nor wrong. */
export type Outcome = "holds" | "broken" | "unsupported";

export type Steps = Readonly<Record<StepName, Outcome>>;

/** canVerify says whether the browser lends its hashes: it does so on https and on this machine only. */
export function canVerify(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

const outcome = (holds: boolean): Outcome => (holds ? "holds" : "broken");

/** verify goes from what the page shows to what was signed, and believes nobody on the way. */
export async function verify(posting: PostingRecord, proof: PostingProof): Promise<Steps> {
  const { leaves, checkpoint } = proof;
  const tree = { size: checkpoint.size, root: bytesOf(checkpoint.root) };
  const hashes = await Promise.all(leaves.map(({ text }) => leafHash(text)));
  const roots = await Promise.all(
    leaves.map(({ index, path }, at) => {
      return rootOver(hashes[at] ?? bytesOf(""), index, tree.size, path.map(bytesOf));
    }),
  );
  const read = readCheckpoint(checkpoint.note);
  const isRead = read !== null && read.size === tree.size && areEqual(read.root, tree.root);
  const signed = read !== null && (await isSigned(read, checkpoint.key));
  return {
    says: outcome(
      saysThePosting(
        leaves.map(({ text }) => text),
        posting,
      ),
    ),
    leaf: outcome(
      leaves.length > 0 &&
        leaves.every(({ hash }, at) => areEqual(bytesOf(hash), hashes[at] ?? bytesOf(""))),
    ),
    path: outcome(
      roots.length > 0 && roots.every((root) => root !== null && areEqual(root, tree.root)),
    ),
    note: outcome(isRead),
    signature: signed === "unsupported" ? signed : outcome(signed),
  };
}

/** verdictOf is what all steps come to. */
export function verdictOf(steps: Steps): Outcome {
  const outcomes = Object.values(steps);
  if (outcomes.includes("broken")) return "broken";
  return outcomes.includes("unsupported") ? "unsupported" : "holds";
}

/** What came of comparing with a checkpoint that somebody has kept. */
export type Comparison =
  | "continues"
  | "unsupported"
  | "unreadable"
  | "foreign"
  | "later"
  | "unsigned"
  | "broken";

/** isComparable says what keeps a kept checkpoint from being compared; null where nothing does. */
export async function whatHinders(
  kept: Checkpoint,
  now: PostingProof["checkpoint"],
): Promise<Exclude<Comparison, "continues" | "broken" | "unreadable"> | null> {
  const latest = readCheckpoint(now.note);
  if (kept.origin !== latest?.origin) return "foreign";
  const signed = await isSigned(kept, now.key);
  if (signed === "unsupported") return signed;
  if (!signed) return "unsigned";
  return kept.size > now.size ? "later" : null;
}

/** isContinued says whether the log of now begins with the one that was kept. */
export async function isContinued(
  kept: Checkpoint,
  now: PostingProof["checkpoint"],
  path: readonly string[],
): Promise<Comparison> {
  const latest = readCheckpoint(now.note);
  if (!latest) return "broken";
  const holds = await continues(kept, latest, path.map(bytesOf));
  return holds ? "continues" : "broken";
}
