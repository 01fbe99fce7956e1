import { useMemo } from "react";
import { barcode } from "../lib/barcode";
import { qr } from "../lib/qr";
import styles from "./parts.module.css";

/** A QR code: dark on white in every scheme, because scanners expect it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const modules = useMemo(() => qr(text), [text]);
  const side = modules.length + 8;
  const path = modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : "")))
    .join("");
  return (
    <svg className={styles.qr} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

/** The barcode of a card's number, where it can be written. */
export function Barcode({ text, label }: { text: string; label: string }) {
  const widths = useMemo(() => barcode(text), [text]);
  if (!widths) return null;
  const whole = widths.reduce((sum, width) => sum + width, 20);
  let x = 10;
  const path = widths
    .map((width, at) => {
      const bar = at % 2 === 0 ? `M${x} 0h${width}v40h-${width}z` : "";
      x += width;
      return bar;
    })
    .join("");
  return (
    <svg
      className={styles.barcode}
      viewBox={`0 0 ${whole} 40`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect width={whole} height={40} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
