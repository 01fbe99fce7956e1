import { id, points } from "@habitue/kit/brand";
import { expect, test, vi } from "vitest";
import vectors from "../../../../../../internal/ledger/testdata/log_vectors.json";
import type { PostingRecord } from "../api/get-posting";
import type { PostingProof } from "../api/get-proof";
import { base64Of, bytesOf } from "./bytes";
import { leafHash, rootOver } from "./merkle";
import { readCheckpoint } from "./note";
import { canVerify, isContinued, verdictOf, verify, whatHinders } from "./verify";

const { key, note, roots, continuing } = vectors;

const posting: PostingRecord = {
  id: id("9"),
  member_id: id("7"),
  key: "spend:4",
  entries: [
    { asset: "points", account: "available", amount: points(-30) },
    { asset: "points", account: "redeemed", amount: points(30) },
  ],
  draws: [],
  reason: { code: "spend", text: "" },
  why: [],
  reference: null,
  rule: null,
  staff_id: null,
  staff_name: null,
  approval_id: null,
  hold_id: null,
  peer_id: null,
  opened_lots: [],
  reversible: [],
  reverses: null,
  reversed_by: [],
  occurred_at: "2026-03-10T01:00:00.123456Z",
  recorded_at: "2026-03-10T01:00:01Z",
  memo: null,
  memo_i18n: {},
};

function leafOf(no: number, account: string, amount: number): string {
  return `habitue.ledger.entry/1
member 7
posting 9
no ${no}
asset 1
account ${account}
amount ${amount}
reason spend
ref "order" 4
rule 0 0
reverses 0
staff 0
approval 0
hold 0
peer 0
occurred 2026-03-10T01:00:00.123456Z
recorded 2026-03-10T01:00:01.000000Z
key 00
salt 00
`;
}

const said = [leafOf(1, "available", -30), leafOf(2, "redeemed", 30)] as const;

/** A log of two leaves, whose signature nobody has. */
async function proofOf(texts: readonly [string, string]): Promise<PostingProof> {
  const [one, two] = [await leafHash(texts[0]), await leafHash(texts[1])];
  const root = base64Of((await rootOver(one, 0, 2, [two])) ?? bytesOf(""));
  const [text, signature] = note.split("\n\n");
  const origin = text?.split("\n")[0];
  return {
    checkpoint: {
      key,
      size: 2,
      root,
      note: `${origin}\n2\n${root}\n\n${signature}`,
      signed_at: "2026-03-10T01:00:02Z",
    },
    leaves: [
      { index: 0, text: texts[0], hash: base64Of(one), path: [base64Of(two)] },
      { index: 1, text: texts[1], hash: base64Of(two), path: [base64Of(one)] },
    ],
  };
}

test("all holds but the signature that was forged", async () => {
  const steps = await verify(posting, await proofOf(said));
  expect(steps).toEqual({
    says: "holds",
    leaf: "holds",
    path: "holds",
    note: "holds",
    signature: "broken",
  });
  expect(verdictOf(steps)).toBe("broken");
});

test.each([
  ["amount", { ...posting, entries: posting.entries.map((e) => ({ ...e, amount: points(0) })) }],
  ["member", { ...posting, member_id: id("8") }],
  ["reason", { ...posting, reason: { code: "adjust", text: "" } }],
  ["instant", { ...posting, occurred_at: "2026-03-10T01:00:01Z" }],
  ["number of entries", { ...posting, entries: posting.entries.slice(1) }],
  ["staff", { ...posting, staff_id: id("3") }],
  ["rule", { ...posting, rule: { id: id("1"), version: 1 } }],
  ["time of recording", { ...posting, recorded_at: "2026-03-10T01:00:02Z" }],
  [
    "cause",
    { ...posting, reference: { kind: "order", id: id("5"), text: "A-5", order_id: id("5") } },
  ],
  [
    "asset",
    { ...posting, entries: posting.entries.map((e, at) => (at ? { ...e, asset: "growth" } : e)) },
  ],
])("a page that shows another %s than was logged is found out", async (_, shown) => {
  expect((await verify(shown, await proofOf(said))).says).toBe("broken");
});

test("a leaf that was exchanged no longer comes to its hash, nor to the root", async () => {
  const proof = await proofOf(said);
  const [first, second] = proof.leaves;
  if (!first || !second) throw new Error("two leaves");
  const forged = { ...first, text: first.text.replace("-30", "-3") };
  expect(await verify(posting, { ...proof, leaves: [forged, second] })).toMatchObject({
    says: "broken",
    leaf: "broken",
    path: "broken",
  });
});

test("a checkpoint that says another root than its note is broken", async () => {
  const proof = await proofOf(said);
  const checkpoint = { ...proof.checkpoint, note };
  expect(await verify(posting, { ...proof, checkpoint })).toMatchObject({
    note: "broken",
    signature: "holds",
  });
});

test("no leaves prove nothing", async () => {
  const proof = await proofOf(said);
  expect(await verify(posting, { ...proof, leaves: [] })).toMatchObject({
    says: "broken",
    leaf: "broken",
    path: "broken",
  });
});

test("what one browser cannot do leaves the rest to hold", () => {
  const holds = { says: "holds", leaf: "holds", path: "holds", note: "holds" } as const;
  expect(verdictOf({ ...holds, signature: "unsupported" })).toBe("unsupported");
  expect(verdictOf({ ...holds, signature: "holds" })).toBe("holds");
});

test("without https a browser lends no hashes", () => {
  expect(canVerify()).toBe(true);
  vi.stubGlobal("crypto", {});
  expect(canVerify()).toBe(false);
});

const latest = {
  key,
  note,
  size: 13,
  root: roots.at(-1) ?? "",
  signed_at: "2026-03-10T01:00:02Z",
};
const kept = readCheckpoint(note);

test("what was kept is compared only where it is ours, signed, and not beyond", async () => {
  if (!kept) throw new Error("no checkpoint");
  expect(await whatHinders(kept, latest)).toBeNull();
  expect(await whatHinders(kept, { ...latest, size: 12 })).toBe("later");
  expect(await whatHinders({ ...kept, origin: "another-shop" }, latest)).toBe("foreign");
  expect(await whatHinders({ ...kept, text: kept.text.replace("13", "12") }, latest)).toBe(
    "unsigned",
  );
});

test("a log that begins with what was kept continues it", async () => {
  if (!kept) throw new Error("no checkpoint");
  const { path = [] } = continuing.find(({ from, size }) => from === 5 && size === 13) ?? {};
  const earlier = { ...kept, size: 5, root: bytesOf(roots[4] ?? "") };
  expect(await isContinued(earlier, latest, path)).toBe("continues");
  expect(await isContinued({ ...earlier, root: bytesOf(roots[3] ?? "") }, latest, path)).toBe(
    "broken",
  );
});
