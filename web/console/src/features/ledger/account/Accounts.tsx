import type { Id } from "@habitue/kit/brand";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import type { Balance } from "../api/list-entries";
import { AccountFigures } from "./AccountFigures";
import styles from "./account.module.css";
import { Endings } from "./Endings";
import { Holds } from "./Holds";
import { Lots } from "./Lots";

interface AccountsProps {
  readonly memberId: Id;
  readonly balances: readonly Balance[];
  /** The asset whose account is shown; the first where none is named. */
  readonly asset: string | undefined;
  readonly onAsset: (asset: string) => void;
}

/** A member's account in one asset: what it comes to, when it ends, its holds and lots. */
export function Accounts({ memberId, balances, asset, onAsset }: AccountsProps) {
  const { t } = useTranslation("posting");
  const chosen = balances.find((known) => known.asset === asset) ?? balances[0];
  if (!chosen) return <EmptyState title={t("account.none")} />;
  return (
    <div className={styles.account}>
      {balances.length > 1 && (
        <Segmented
          className={styles.assets}
          aria-label={t("account.asset")}
          value={chosen.asset}
          options={balances.map(({ asset: value, name }) => ({ value, label: name }))}
          onChange={onAsset}
        />
      )}
      <AccountFigures balance={chosen} />
      {chosen.expiring.length > 0 && <Endings balance={chosen} />}
      <Holds memberId={memberId} balances={balances} />
      <Lots key={chosen.asset} memberId={memberId} asset={chosen.asset} />
    </div>
  );
}
