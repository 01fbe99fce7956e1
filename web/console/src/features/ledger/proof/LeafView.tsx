import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import type { PostingProof } from "../api/get-proof";
import styles from "./proof.module.css";

/** An entry as it was logged, its place, and the hashes on its way to the root. */
export function LeafView({ leaf }: { leaf: PostingProof["leaves"][number] }) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const { index, text, hash, path } = leaf;
  return (
    <section className={styles.leaf}>
      <h3>{t("leaf.title", { index: format.number(index) })}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too */}
      <pre tabIndex={0}>{text}</pre>
      <p>
        {t("leaf.hash")} <code>{hash}</code>
      </p>
      <details>
        <summary>{t("leaf.path", { n: path.length })}</summary>
        <ol>
          {path.map((beside, level) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the level is what tells one from another
            <li key={level}>
              <code>{beside}</code>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
