import type { ReactNode } from "react";
import styles from "./rule.module.css";

interface FieldProps {
  readonly label: string;
  /** What the server says is wrong with it. */
  readonly wrong?: string | undefined;
  readonly children: ReactNode;
}

/** Field names an input and says beside it what is wrong. */
export function Field({ label, wrong, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what the caller puts inside
    <label className={styles.field}>
      <span>{label}</span>
      {children}
      {wrong && (
        <span className={styles.wrong} role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}
