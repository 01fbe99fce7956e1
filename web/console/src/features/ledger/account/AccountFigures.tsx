import { useTranslation } from "react-i18next";
import type { Balance } from "../api/list-entries";
import { useAmounts } from "../useAmounts";
import styles from "./account.module.css";

const parts = ["available", "pending", "held", "owed"] as const;

/** What an account comes to, part by part; what is nothing is said to be nothing. */
export function AccountFigures({ balance }: { balance: Balance }) {
  const { t } = useTranslation("posting");
  const amounts = useAmounts(balance);
  return (
    <dl className={styles.figures}>
      {parts.map((part) => (
        <div key={part}>
          <dt>{t(`account.${part}`)}</dt>
          <dd className="kit-figure">{amounts(balance[part])}</dd>
          <dd className={styles.help}>{t(`account.help.${part}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
