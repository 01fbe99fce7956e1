import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import type { Change } from "../../lib/change";
import styles from "./figures.module.css";

interface ChangeLineProps {
  /** Against when, in words. */
  readonly against: string;
  readonly change: Change | null;
  readonly wants: "up" | "down" | "neither";
}

const signs = { up: "▲", down: "▼", same: "＝" } as const;

/** How a figure moved: a sign and words for everybody, a colour besides. */
export function ChangeLine({ against, change, wants }: ChangeLineProps) {
  const { t } = useTranslation("figure");
  const format = useFormat();
  if (!change) {
    return (
      <div className={styles.change}>
        <span>{against}</span>
        <span>{t("nothingToCompare")}</span>
      </div>
    );
  }
  const { bps, by, direction } = change;
  const size = format.measureNumber(Math.abs(bps), { kind: "share" });
  const amount = by === "points" ? t("points", { points: size.replace(/\s*%/, "") }) : size;
  const tone =
    direction === "same" || wants === "neither" ? "plain" : direction === wants ? "good" : "bad";
  return (
    <div className={styles.change}>
      <span>{against}</span>
      <span className="kit-figure" data-tone={tone}>
        <span aria-hidden="true">{signs[direction]} </span>
        {direction === "same" ? (
          t("same")
        ) : (
          <>
            <span className={styles.spoken}>{t(`direction.${direction}`)} </span>
            {amount}
          </>
        )}
      </span>
    </div>
  );
}
