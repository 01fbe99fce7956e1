/** newKey names a request that may be sent again. */
export function newKey(): string {
  return `console:${crypto.randomUUID()}`;
}
