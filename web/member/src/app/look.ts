import { useScheme } from "@habitue/kit/theme/appearance";
import { brandHue, neutral, type Scheme, signal } from "@habitue/kit/theme/tokens";
import { useEffect } from "react";

/** useLook draws the page in the reader's scheme, with the colours that every face has. */
export function useLook(): void {
  const scheme = useScheme();
  useEffect(() => paint(scheme), [scheme]);
}

function paint(scheme: Scheme): void {
  const root = document.documentElement;
  root.dataset.scheme = scheme;
  root.style.colorScheme = scheme;
  const colours = { ...neutral[scheme], ...signal[scheme] };
  for (const [name, colour] of Object.entries(colours)) root.style.setProperty(`--${name}`, colour);
  for (const [name, colour] of Object.entries(brandHue[scheme])) {
    root.style.setProperty(`--brand-${name}`, colour);
  }
}
