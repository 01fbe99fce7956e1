import { asProblem } from "@habitue/kit/api/problem";
import { QueryClient } from "@tanstack/react-query";

const triesAgain = 2;

/** makeQueryClient asks again by itself only where waiting can help. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, thrown) => failures < triesAgain && isPassing(thrown),
        retryDelay: (failures, thrown) => {
          const asked = asProblem(thrown).retryAfterSeconds ?? 0;
          return Math.max(asked * 1_000, 500 * 2 ** failures);
        },
      },
    },
  });
}

/** A wait of more than this is shown to the reader instead of being sat out. */
const patienceSeconds = 3;

function isPassing(thrown: unknown): boolean {
  const problem = asProblem(thrown);
  const passing = problem.kind === "busy" || problem.kind === "unreachable";
  return passing && (problem.retryAfterSeconds ?? 0) <= patienceSeconds;
}
