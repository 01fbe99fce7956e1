import type { ReactNode } from "react";
import { useScheme } from "../theme/appearance";
import { levelSwatches } from "../theme/tokens";
import "./swatched.css";

/** A word on the colour of its rank; ranks beyond the palette share the last colour. */
export function Swatched({ rank, children }: { rank: number; children: ReactNode }) {
  const palette = levelSwatches[useScheme()];
  const { ink, ground, edge } =
    palette[Math.min(Math.max(rank, 0), palette.length - 1)] ?? palette[0];
  return (
    <span className="kit-swatched" style={{ color: ink, background: ground, borderColor: edge }}>
      {children}
    </span>
  );
}
