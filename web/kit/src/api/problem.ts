/** One field that the server refused. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What a face does about a problem; everything else is read from its texts. */
export type ProblemKind =
  | "signed-out"
  | "denied"
  | "missing"
  | "conflict"
  | "invalid"
  | "busy"
  | "unreachable"
  | "internal";

/**
 * Problem is an answer other than success: RFC 9457 problem+json, or no answer
 * at all. `title` and `detail` come from the server in the reader's language and
 * may be shown as they are; they are empty when it did not get to say anything.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  /** Seconds after which trying again makes sense, where the server said so. */
  readonly retryAfterSeconds: number | null;

  constructor(known: Partial<Omit<Problem, "kind">>, options?: ErrorOptions) {
    super(known.detail || known.title || known.code || "no answer", options);
    this.status = known.status ?? 0;
    this.code = known.code ?? "";
    this.title = known.title ?? "";
    this.detail = known.detail ?? "";
    this.fields = known.fields ?? [];
    this.retryAfterSeconds = known.retryAfterSeconds ?? null;
  }

  get kind(): ProblemKind {
    switch (this.status) {
      case 0:
        return "unreachable";
      case 401:
        return "signed-out";
      case 403:
        return "denied";
      case 404:
        return "missing";
      case 409:
        return "conflict";
      case 400:
      case 413:
      case 415:
      case 422:
        return "invalid";
      case 429:
      case 502:
      case 503:
      case 504:
        return "busy";
      default:
        return "internal";
    }
  }
}

/** problemFrom reads what an answer other than success says of itself. */
export function problemFrom(response: Response, body: unknown): Problem {
  const said = isRecord(body) ? body : {};
  return new Problem({
    status: response.status,
    code: textOf(said.code),
    title: textOf(said.title),
    detail: textOf(said.detail),
    fields: fieldsOf(said.errors),
    retryAfterSeconds: secondsOf(response.headers.get("Retry-After")),
  });
}

/** asProblem makes a Problem of whatever was thrown, so that a page need not ask. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  // fetch throws a TypeError for every connection that did not come about.
  if (thrown instanceof TypeError) return new Problem({}, { cause: thrown });
  return new Problem({ status: 500, code: "console.internal" }, { cause: thrown });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function fieldsOf(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((field) => ({
    path: textOf(field.path),
    code: textOf(field.code),
    message: textOf(field.message),
  }));
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null;
}
