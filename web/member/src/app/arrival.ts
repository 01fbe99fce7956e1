/** Where somebody comes from, as the link says by which they arrived. */
export interface Arrival {
  readonly channel?: string;
  readonly store?: string;
  readonly adviser?: string;
  readonly poster?: string;
  readonly inviter?: string;
}

const names = ["channel", "store", "adviser", "poster", "inviter"] as const;
const key = "habitue.arrival";

/** keepArrival remembers it while the page is open, until somebody joins. */
export function keepArrival(address: URL): void {
  const said = names.flatMap((name) => {
    const value = address.searchParams.get(name);
    return value && value.length <= 60 ? [[name, value] as const] : [];
  });
  if (said.length > 0) sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(said)));
}

export function arrival(): Arrival {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}") as Arrival;
  } catch {
    return {};
  }
}
