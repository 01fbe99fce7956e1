import type { Schemas } from "@habitue/kit/api/types";
import { Link } from "@tanstack/react-router";
import styles from "./ledger.module.css";

/** What caused something: the order, that of a refund, or whatever it was, by its own number. */
export function Cause({ reference }: { reference: Schemas["Reference"] }) {
  const { order_id, text } = reference;
  if (!order_id) return <span className={styles.quiet}>{text}</span>;
  return (
    <Link to="/orders/$id" params={{ id: order_id }}>
      {text}
    </Link>
  );
}
