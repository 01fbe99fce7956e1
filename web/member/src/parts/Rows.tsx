import type { ReactNode } from "react";
import { Link } from "../app/router";
import { Icon } from "./Icon";
import styles from "./parts.module.css";

export function Rows({ children }: { children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>;
}

interface RowProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly value?: ReactNode;
  readonly to?: string;
  readonly children?: ReactNode;
}

/** Row is one thing of a list: what it is on the left, how much on the right. */
export function Row({ title, note, value, to, children }: RowProps) {
  const inner = (
    <>
      <span className={styles.rowText}>
        <span>{title}</span>
        {note && <small>{note}</small>}
      </span>
      {value && <span className={styles.rowValue}>{value}</span>}
      {to && <Icon name="next" />}
    </>
  );
  return (
    <li>
      {to ? (
        <Link to={to} className={styles.row}>
          {inner}
        </Link>
      ) : (
        <div className={styles.row}>{inner}</div>
      )}
      {children}
    </li>
  );
}
