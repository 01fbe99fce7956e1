/**
 * safeNext is where to go after signing in: an address of this console, or the
 * start page for anything else, so that a crafted link cannot lead elsewhere.
 */
export function safeNext(wish: unknown): string {
  if (typeof wish !== "string" || !wish.startsWith("/")) return "/";
  const here = "http://console.invalid";
  const url = new URL(wish, here);
  if (url.origin !== here || url.pathname === "/sign-in") return "/";
  return `${url.pathname}${url.search}`;
}
