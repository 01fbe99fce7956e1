import type { ReactNode } from "react";
import styles from "./facts.module.css";

/** What is known of one thing, name by name. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

/** One fact; a missing one says so, instead of leaving a hole. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? "—"}</dd>
    </div>
  );
}
