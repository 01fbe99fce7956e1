import { Empty } from "antd";
import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

/** Nothing here: said plainly, with what to do first. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{title}</strong>}>
      {children && <div className={styles.advice}>{children}</div>}
    </Empty>
  );
}
