import styles from "./rule-words.module.css";

/** A rule as it would be told to a colleague: the server's sentences, one below the other. */
export function RuleWords({ words }: { words: readonly string[] }) {
  return (
    <ol className={styles.words}>
      {words.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
  );
}
