import { asProblem } from "@habitue/kit/api/problem";

/** wrongBy finds what the server says is wrong with a field, by its path in a rule. */
export function wrongBy(thrown: unknown): (path: string) => string | undefined {
  const fields = thrown ? asProblem(thrown).fields : [];
  return (path) => fields.find((field) => field.path.replace(/^body\./, "") === path)?.message;
}
