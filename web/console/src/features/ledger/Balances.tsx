import { minor } from "@habitue/kit/brand";
import { MoneyFigure, NumberFigure } from "@habitue/kit/components/Amount";
import { Day } from "@habitue/kit/components/When";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import type { Balance } from "./api/list-entries";
import { endingWithin } from "./ending";
import styles from "./ledger.module.css";
import { useAmounts } from "./useAmounts";

/** What a member has, asset by asset. */
export function Balances({ balances }: { balances: readonly Balance[] }) {
  const { t } = useTranslation("ledger");
  if (balances.length === 0) return <EmptyState title={t("balances.none")} />;
  return (
    <div className={styles.balances}>
      {balances.map((balance) => (
        <BalanceFigure key={balance.asset} balance={balance} />
      ))}
    </div>
  );
}

function BalanceFigure({ balance }: { balance: Balance }) {
  const { t } = useTranslation("ledger");
  const amounts = useAmounts(balance);
  const { name, unit, currency, available, worth } = balance;
  const parts = (["pending", "held", "owed"] as const).filter((part) => balance[part] !== 0);
  return (
    <div className={styles.balance}>
      <h3>{t("balances.available", { name })}</h3>
      <div className={styles.figure}>
        <span>
          {currency ? (
            <MoneyFigure amount={minor(available)} currency={currency} />
          ) : (
            <NumberFigure value={available} unit={unit} />
          )}
        </span>
        {worth && !currency && (
          <span className={styles.worth}>
            ≈ <MoneyFigure {...worth} />
          </span>
        )}
      </div>
      {parts.length > 0 && (
        <dl className={styles.parts}>
          {parts.map((part) => (
            <div key={part} title={t(`balances.${part}Help`)}>
              <dt>{t(`balances.${part}`)}</dt>
              <dd className="kit-figure">{amounts(balance[part])}</dd>
            </div>
          ))}
        </dl>
      )}
      <Ending balance={balance} />
    </div>
  );
}

/** Over how many days it is said what ends. */
const soon = [30, 90] as const;

/** How many of the next endings are named; the rest is in the entries. */
const endingsShown = 3;

function Ending({ balance }: { balance: Balance }) {
  const { t } = useTranslation("ledger");
  const amounts = useAmounts(balance);
  const { expiring } = balance;
  if (expiring.length === 0) return null;
  return (
    <div className={styles.ending}>
      <h4>{t("balances.expiring")}</h4>
      <p className={styles.soon}>
        {soon.map((days) => (
          <span key={days}>
            {t("balances.within", { days, amount: amounts(endingWithin(expiring, days)) })}
          </span>
        ))}
      </p>
      <ul>
        {expiring.slice(0, endingsShown).map(({ amount, expires_at }) => (
          <li key={expires_at}>
            <Day at={expires_at} />
            <span className="kit-figure">{amounts(amount)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
