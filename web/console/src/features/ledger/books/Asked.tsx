import { ProblemView } from "@habitue/kit/components/ProblemView";
import type { UseQueryResult } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactNode } from "react";

interface AskedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** What was asked for, or why it is not there. */
export function Asked<Data>({ query, children }: AskedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Skeleton active paragraph={{ rows: 8 }} />;
}
