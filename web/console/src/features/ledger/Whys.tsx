import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import type { Entry } from "./api/list-entries";
import styles from "./ledger.module.css";

/** How an amount came about, step by step, in the server's words for this reader. */
export function Whys({ entry }: { entry: Entry }) {
  const format = useFormat();
  const plain = usePlainWhy(entry);
  const { why, memo } = entry;
  return (
    <ul className={styles.why}>
      {why.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are a fixed list in order
        <li key={at}>
          {step.text} {step.amount !== undefined && <small>{format.signed(step.amount)}</small>}
        </li>
      ))}
      {why.length === 0 && plain && <li>{plain}</li>}
      {memo && (
        <li>
          <small>{memo}</small>
        </li>
      )}
    </ul>
  );
}

/** Where there is nothing to reckon, the reason itself is the explanation. */
function usePlainWhy({ reason, memo }: Entry): string | null {
  const { t } = useTranslation("ledger");
  switch (reason.code) {
    case "mature":
      return t("why.mature");
    case "expire":
      return t("why.expire");
    default:
      return memo ? null : reason.text;
  }
}
