import { useFormat } from "@habitue/kit/format/reader";
import { Progress, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Quality } from "./quality";
import styles from "./quality.module.css";

/** How good records are in each way, and of how many members something is wrong. */
export function Cards({ quality }: { quality: Quality }) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const share = (bps: number) => format.measure(bps, { kind: "share" });
  const { members, at_fault, dimensions } = quality;
  return (
    <ul className={styles.cards}>
      <li>
        <span>{t("cards.atFault")}</span>
        <strong className="kit-figure">{format.number(at_fault)}</strong>
        <small>{t("cards.ofMembers", { members: format.number(members) })}</small>
      </li>
      {dimensions.map(({ dimension, score_bps, open }) => (
        <li key={dimension}>
          <Tooltip title={t("cards.formula")}>
            <span>{t(`dimension.${dimension}`)}</span>
          </Tooltip>
          <strong className="kit-figure">{score_bps === null ? "—" : share(score_bps)}</strong>
          <Progress
            percent={(score_bps ?? 0) / 100}
            showInfo={false}
            size="small"
            aria-label={t(`dimension.${dimension}`)}
          />
          <small>{t("cards.open", { findings: format.number(open) })}</small>
        </li>
      ))}
    </ul>
  );
}
