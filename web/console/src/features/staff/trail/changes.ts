/** One value that an act changed. */
export interface ValueChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** changesOf compares two states value by value and keeps what differs. */
export function changesOf(before: unknown, after: unknown): ValueChange[] {
  const [old, fresh] = [valuesOf(before), valuesOf(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])];
  return paths
    .map((path) => ({ path, before: old.get(path) ?? "—", after: fresh.get(path) ?? "—" }))
    .filter((change) => change.before !== change.after);
}

function valuesOf(state: unknown, path = ""): Map<string, string> {
  if (state === null || state === undefined) return new Map();
  if (typeof state !== "object") return new Map([[path || "·", String(state)]]);
  if (Array.isArray(state) && state.every((item) => typeof item !== "object")) {
    return new Map([[path || "·", state.join(", ")]]);
  }
  const parts = Object.entries(state).flatMap(([name, value]) => [
    ...valuesOf(value, path ? `${path}.${name}` : name),
  ]);
  return new Map(parts);
}
