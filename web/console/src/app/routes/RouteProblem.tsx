import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQueryClient } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";

/** What a route shows when it could not even begin, such as without its session. */
export function RouteProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const retry = () => {
    queryClient.removeQueries({ predicate: ({ state }) => state.status === "error" });
    reset();
    void router.invalidate();
  };
  return <ProblemView thrown={error} onRetry={retry} />;
}
