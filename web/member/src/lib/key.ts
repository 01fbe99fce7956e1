/** key makes a name of our own for what may be sent again. */
export function key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const deviceKey = "habitue.device";

/** device is the name of this browser, by which attempts are counted. */
export function device(): string {
  const kept = localStorage.getItem(deviceKey) ?? key();
  localStorage.setItem(deviceKey, kept);
  return kept;
}
