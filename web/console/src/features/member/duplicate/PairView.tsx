import { Link } from "@tanstack/react-router";
import { Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Duplicate } from "../api/duplicates";
import { SideBySide } from "../merge/MergePair";
import styles from "./duplicate.module.css";
import { useLikely } from "./useLikely";

/** Two members who may be one person: how likely, why, and side by side. */
export function PairView({ pair }: { pair: Duplicate }) {
  const { t } = useTranslation("merge");
  const likely = useLikely();
  return (
    <>
      <div className={styles.likely}>
        <strong>{t("pair.likely", { share: likely(pair) })}</strong>
        <Evidence pair={pair} />
      </div>
      <SideBySide
        ids={[pair.first.id, pair.second.id]}
        heads={[<Whose key="first" {...pair.first} />, <Whose key="second" {...pair.second} />]}
        label={t("pair.label")}
      />
    </>
  );
}

/** What speaks for one person and against, each with its weight. */
export function Evidence({ pair }: { pair: Duplicate }) {
  const { t } = useTranslation("merge");
  return (
    <Tooltip title={t("pair.weights")}>
      <ul className={styles.evidence} aria-label={t("pair.evidence")}>
        {pair.evidence.map(({ code, text, weight }) => (
          <li key={code}>
            <Tag color={weight >= 200 ? "success" : weight <= -100 ? "error" : "default"}>
              {text} <span className="kit-figure">{bits(weight)}</span>
            </Tag>
          </li>
        ))}
      </ul>
    </Tooltip>
  );
}

function bits(weight: number): string {
  const shown = (Math.abs(weight) / 100).toFixed(1);
  return weight < 0 ? `−${shown}` : `+${shown}`;
}

function Whose({ id, number }: Duplicate["first"]) {
  return (
    <Link to="/members/$id" params={{ id }}>
      {number}
    </Link>
  );
}
