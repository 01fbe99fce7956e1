import type { PostingRecord } from "../api/get-posting";

/** The note of whoever posted, in every language that it was written in. */
export function Memo({ posting }: { posting: PostingRecord }) {
  const texts = Object.entries(posting.memo_i18n);
  if (texts.length === 0) return "—";
  return texts.map(([language, text]) => (
    <p key={language} lang={language}>
      {text}
    </p>
  ));
}
