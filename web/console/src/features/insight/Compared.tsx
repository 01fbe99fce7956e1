import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import { addDays, daysOf, type Period } from "../../lib/period";
import type { Overview } from "./api/get-overview";
import styles from "./insight.module.css";

/** Which days are counted, and which they are compared with. */
export function Compared({ overview }: { overview: Overview | undefined }) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  // The line keeps its place while the figures are awaited.
  if (!overview) return <p className={styles.compared}>{"\u00a0"}</p>;
  const named = ({ from, until }: Period) => {
    return `${format.localDate(from)} – ${format.localDate(addDays(until, -1))}`;
  };
  return (
    <p className={styles.compared}>
      {t("compared", {
        period: named(overview.period),
        count: daysOf(overview.period),
        before: named(overview.before),
        lastYear: named(overview.last_year),
      })}
    </p>
  );
}
