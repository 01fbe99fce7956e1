import { Problem } from "@habitue/kit/api/problem";
import { ProblemView } from "@habitue/kit/components/ProblemView";

/** An address that leads nowhere. */
export function NotFound() {
  return <ProblemView thrown={new Problem({ status: 404 })} />;
}
