import { QuestionCircleOutlined } from "@ant-design/icons";
import type { Measure } from "@habitue/kit/format/measure";
import { measureParts } from "@habitue/kit/format/measure";
import { ReaderContext } from "@habitue/kit/format/reader";
import { Button, Skeleton, Tooltip } from "antd";
import { type ReactNode, useContext } from "react";
import { useTranslation } from "react-i18next";
import { changeOf } from "../../lib/change";
import { ChangeLine } from "./ChangeLine";
import styles from "./figures.module.css";

export interface FigureCardProps {
  readonly name: string;
  /** How it is reckoned, in the reader's language. */
  readonly formula: string;
  readonly measure: Measure;
  /** None where it cannot be reckoned, such as a rate of nothing. */
  readonly value: number | null;
  readonly before: number | null;
  readonly lastYear: number | null;
  /** What a rise means: most figures want to rise, some to fall, some neither. */
  readonly wants?: "up" | "down" | "neither";
  /** What is said besides, such as that a filter does not apply. */
  readonly note?: string | undefined;
  /** The way to the members behind the figure. */
  readonly drill?: ReactNode;
}

/** FigureCard tells one figure: how much, against when, how it is reckoned, who is behind it. */
export function FigureCard(props: FigureCardProps) {
  const { name, formula, measure, value, before, lastYear, wants = "up", note, drill } = props;
  const { t } = useTranslation("figure");
  const isShare = measure.kind === "share";
  return (
    <article className={styles.card} aria-label={name}>
      <h3>
        {name}
        <Tooltip title={formula} trigger={["hover", "focus"]}>
          <Button
            type="text"
            size="small"
            icon={<QuestionCircleOutlined />}
            aria-label={t("formulaOf", { name })}
          />
        </Tooltip>
      </h3>
      <div className={styles.value}>
        {value === null ? (
          <span className={styles.none}>{t("none")}</span>
        ) : (
          <Value value={value} measure={measure} />
        )}
      </div>
      <div className={styles.changes}>
        <ChangeLine against={t("before")} change={changeOf(value, before, isShare)} wants={wants} />
        <ChangeLine
          against={t("lastYear")}
          change={changeOf(value, lastYear, isShare)}
          wants={wants}
        />
      </div>
      {(note || drill) && (
        <footer>
          {note && <span>{note}</span>}
          {drill}
        </footer>
      )}
    </article>
  );
}

/** The figure in the reader's units, its exact value on hover and focus. */
function Value({ value, measure }: { value: number; measure: Measure }) {
  const { language } = useContext(ReaderContext);
  const { number, unit, exact } = measureParts(value, measure, language);
  const shown = (
    <>
      <strong className="kit-figure">{number}</strong>
      {unit && <small className="kit-unit"> {unit}</small>}
    </>
  );
  if (exact === (unit ? `${number} ${unit}` : number)) return <span>{shown}</span>;
  return (
    <Tooltip title={exact}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact figure must be reachable by keyboard */}
      <span tabIndex={0} role="note" aria-label={exact} className="kit-shortened">
        {shown}
      </span>
    </Tooltip>
  );
}

/** The outline of a card, of the same size. */
export function FigureWaiting() {
  return (
    <div className={styles.card}>
      <Skeleton active title={{ width: "50%" }} paragraph={{ rows: 2 }} />
    </div>
  );
}

/** Cards beside each other, as many as the width bears. */
export function Figures({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={styles.cards} aria-label={label}>
      {children}
    </section>
  );
}
