import { useFormat } from "@habitue/kit/format/reader";
import type { Entry } from "./api/list-entries";
import styles from "./ledger.module.css";

/** How an amount came about, step by step, in the server's words for this reader. */
export function Whys({ entry: { why, memo } }: { entry: Entry }) {
  const format = useFormat();
  if (why.length === 0 && !memo) return "—";
  return (
    <ul className={styles.why}>
      {why.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are a fixed list in order
        <li key={at}>
          {step.text} {step.amount !== undefined && <small>{format.signed(step.amount)}</small>}
        </li>
      ))}
      {memo && (
        <li>
          <small>{memo}</small>
        </li>
      )}
    </ul>
  );
}
