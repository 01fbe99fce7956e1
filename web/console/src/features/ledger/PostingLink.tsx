import type { Id } from "@habitue/kit/brand";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface PostingLinkProps {
  readonly id: Id;
  /** Whose it is: so it is read as it stands now, and by whoever works in certain stores. */
  readonly member: Id;
  readonly children: ReactNode;
}

/** Opens a posting. */
export function PostingLink({ id, member, children }: PostingLinkProps) {
  return (
    <Link to="/ledger/postings/$id" params={{ id }} search={{ member }}>
      {children}
    </Link>
  );
}
