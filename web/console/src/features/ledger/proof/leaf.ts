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

/** saysThePosting says whether the leaves say what the page shows: whose, why, when, how much. */
export function saysThePosting(texts: readonly string[], posting: PostingRecord): boolean {
  if (texts.length !== posting.entries.length) return false;
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
      reverses: posting.reverses ?? "0",
      staff: posting.staff_id ?? "0",
      approval: posting.approval_id ?? "0",
      hold: posting.hold_id ?? "0",
      peer: posting.peer_id ?? "0",
    };
    const isSame = Object.entries(said).every(([name, value]) => leaf.get(name) === value);
    return isSame && sameInstant(leaf.get("occurred"), posting.occurred_at);
  });
}

function sameInstant(one = "", other = ""): boolean {
  return Date.parse(one) === Date.parse(other);
}
