import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from "react";

/** The pages are few and flat: where we are is the address below /m, and that is all. */
const base = "/m";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}

/** usePath gives the address below /m: "/", "/coupons", "/orders/1028". */
export function usePath(): string {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  return path.slice(base.length).replace(/\/+$/, "") || "/";
}

/** go opens another page. */
export function go(path: string): void {
  history.pushState(null, "", base + path);
  scrollTo(0, 0);
  for (const listener of listeners) listener();
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly to: string;
}

/** Link opens a page without leaving this one; with a modifier key the browser does as ever. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    go(to);
  };
  return <a href={base + to} onClick={follow} {...rest} />;
}

/** linkTo is a whole address that can be given to others. */
export function linkTo(path: string): string {
  return location.origin + base + path;
}
