import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import type { Balance } from "../api/list-entries";
import styles from "./account.module.css";

const parts = ["available", "pending", "held", "owed"] as const;

/** What an account comes to, part by part; what is nothing is said to be nothing. */
export function AccountFigures({ balance }: { balance: Balance }) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  return (
    <dl className={styles.figures}>
      {parts.map((part) => (
        <div key={part}>
          <dt>{t(`account.${part}`)}</dt>
          <dd className="kit-figure">
            {format.number(balance[part])} <small className="kit-unit">{balance.unit}</small>
          </dd>
          <dd className={styles.help}>{t(`account.help.${part}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
