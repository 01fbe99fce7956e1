import { useCallback, useSyncExternalStore } from "react";

const key = "habitue.navigation";
const narrow = "(max-width: 1199px)";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  const width = matchMedia(narrow);
  listeners.add(listener);
  width.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    width.removeEventListener("change", listener);
  };
}

/** A narrow window leaves the room to the data unless the reader wished otherwise. */
function isCollapsed(): boolean {
  const wish = localStorage.getItem(key);
  return wish === null ? matchMedia(narrow).matches : wish === "collapsed";
}

/** useCollapsed says whether the navigation shows icons only, and turns it. */
export function useCollapsed(): [boolean, () => void] {
  const collapsed = useSyncExternalStore(subscribe, isCollapsed);
  const toggle = useCallback(() => {
    localStorage.setItem(key, isCollapsed() ? "open" : "collapsed");
    for (const listener of listeners) listener();
  }, []);
  return [collapsed, toggle];
}
