import { useEffect, useEffectEvent } from "react";

/** useKeys does something at a key, unless somebody is typing or a dialog is open. */
export function useKeys(deeds: Readonly<Record<string, () => void>>, active: boolean) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, [role=dialog]")) {
      return;
    }
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  useEffect(() => {
    if (!active) return;
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [active]);
}
