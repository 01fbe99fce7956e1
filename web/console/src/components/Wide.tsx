import type { ReactNode } from "react";
import styles from "./wide.module.css";

interface WideProps {
  readonly label: string;
  /** Below this the content scrolls sideways instead of breaking. */
  readonly minWidth: number;
  readonly children: ReactNode;
}

/** What is wider than the page scrolls within it, by keyboard too: it may hold nothing to stop at. */
export function Wide({ label, minWidth, children }: WideProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
    <section className={styles.wide} aria-label={label} tabIndex={0}>
      <div style={{ minWidth }}>{children}</div>
    </section>
  );
}
