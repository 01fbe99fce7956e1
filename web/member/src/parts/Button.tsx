import type { ButtonHTMLAttributes } from "react";
import styles from "./parts.module.css";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The one thing a page is for. */
  readonly main?: boolean;
  readonly small?: boolean;
}

export function Button({ main = false, small = false, className, ...rest }: ButtonProps) {
  const look = [styles.button, main && styles.main, small && styles.small, className];
  return <button type="button" {...rest} className={look.filter(Boolean).join(" ")} />;
}
