/**
 * newKey names a request that may be sent again. Whoever presses a button once
 * more after an answer was lost means the same thing: a dialog keeps its key until
 * it closes, also when it was refused, because the server keeps no refusal.
 */
export function newKey(): string {
  return `console:${crypto.randomUUID()}`;
}
