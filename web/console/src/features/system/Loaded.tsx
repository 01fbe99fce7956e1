import { ProblemView } from "@habitue/kit/components/ProblemView";
import type { UseQueryResult } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactNode } from "react";

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data, unknown>;
  /** How many grey lines stand for what is to come. */
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}

/** Loaded shows what was asked for, or that it is to come, or why it does not. What was there stays. */
export function Loaded<Data>({ query, rows = 5, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return <ProblemView size="small" thrown={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Skeleton active title={false} paragraph={{ rows }} />;
}
