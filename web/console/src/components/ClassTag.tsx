import { useScheme } from "@habitue/kit/theme/appearance";
import { valueColour } from "@habitue/kit/theme/chart-colours";
import styles from "./class-tag.module.css";

export interface ClassName {
  readonly code: string;
  readonly name: string;
}

/** A value class by its name, beside the colour it has on every page. */
export function ClassTag({ of }: { of: ClassName }) {
  const scheme = useScheme();
  return (
    <span className={styles.class}>
      <span
        className={styles.dot}
        style={{ background: valueColour(scheme, of.code) }}
        aria-hidden="true"
      />
      {of.name}
    </span>
  );
}
