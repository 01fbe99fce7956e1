import type { PostingRecord } from "../api/get-posting";

/** The first line of every leaf; another form would have to be read another way. */
const form = "habitue.ledger.entry/1";

/** What a leaf says, line by line: a name, and what follows it. */
export function readLeaf(text: string): ReadonlyMap<string, string> | null {
  const [first, ...lines] = text.trimEnd().split("\n");
  if (first !== form) return null;
  return new Map(
    lines.map((line) => {
      const space = line.indexOf(" ");
      return [line.slice(0, space), line.slice(space + 1)];
    }),
  );
}

/** saysThePosting says whether the leaves say what the page shows: whose, why, when, how much of what. */
export function saysThePosting(texts: readonly string[], posting: PostingRecord): boolean {
  if (texts.length !== posting.entries.length || !tellsAssetsApart(texts, posting)) return false;
  return texts.every((text, at) => {
    const leaf = readLeaf(text);
    const entry = posting.entries[at];
    if (!leaf || !entry) return false;
    const said = {
      member: posting.member_id,
      posting: posting.id,
      no: String(at + 1),
      account: entry.account,
      amount: String(entry.amount),
      reason: posting.reason.code,
      rule: posting.rule ? `${posting.rule.id} ${posting.rule.version}` : "0 0",
      reverses: posting.reverses ?? "0",
      staff: posting.staff_id ?? "0",
      approval: posting.approval_id ?? "0",
      hold: posting.hold_id ?? "0",
      peer: posting.peer_id ?? "0",
    };
    return (
      Object.entries(said).every(([name, value]) => leaf.get(name) === value) &&
      saysTheCause(leaf.get("ref"), posting) &&
      sameInstant(leaf.get("occurred"), posting.occurred_at) &&
      sameInstant(leaf.get("recorded"), posting.recorded_at)
    );
  });
}

/** Leaves know assets by number, the page by code: those of one code have one number, and no other has it. */
function tellsAssetsApart(texts: readonly string[], { entries }: PostingRecord): boolean {
  const pairs = new Set(
    texts.map((text, at) => `${entries[at]?.asset} ${readLeaf(text)?.get("asset")}`),
  );
  const codes = new Set([...pairs].map((pair) => pair.split(" ")[0]));
  const numbers = new Set([...pairs].map((pair) => pair.split(" ")[1]));
  return pairs.size === codes.size && pairs.size === numbers.size;
}

/** Where the page tells a cause it is the one that was logged. */
function saysTheCause(ref: string | undefined, { reference }: PostingRecord): boolean {
  return reference === null || ref === `"${reference.kind}" ${reference.id}`;
}

function sameInstant(one = "", other = ""): boolean {
  return Date.parse(one) === Date.parse(other);
}
