import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Difference } from "../../lib/differences";
import styles from "./rule.module.css";

/** What changes between two versions, in the server's sentences. */
export function Differences({ list }: { list: readonly Difference[] }) {
  const { t } = useTranslation("app");
  if (list.length === 0) return <p className={styles.quiet}>{t("rule.noDifference")}</p>;
  return (
    <ul className={styles.differences}>
      {list.map(({ change, words }) => (
        <li key={change + words}>
          <span>
            <Tag color={change === "added" ? "success" : "default"}>{t(`rule.${change}`)}</Tag>
          </span>
          <span className={change === "removed" ? styles.removed : undefined}>{words}</span>
        </li>
      ))}
    </ul>
  );
}
