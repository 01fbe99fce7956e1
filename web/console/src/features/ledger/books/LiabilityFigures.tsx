import { Money, NumberFigure } from "@habitue/kit/components/Amount";
import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Breakage } from "../api/get-breakage";
import type { Liability } from "../api/get-liability";
import { useFigures } from "../useAmounts";
import styles from "./books.module.css";

interface LiabilityFiguresProps {
  readonly liability: Liability;
  /** None of an earlier day. */
  readonly breakage: Breakage | undefined;
}

/** What is owed in a few numbers, each with how it is reckoned. */
export function LiabilityFigures({ liability, breakage }: LiabilityFiguresProps) {
  const { unit, open, available, pending, owed } = liability;
  return (
    <dl className={styles.figures}>
      <Figure
        name="open"
        value={open}
        asset={liability.asset}
        unit={unit}
        worth={liability.worth}
      />
      <Figure name="available" value={available} asset={liability.asset} unit={unit} />
      <Figure name="pending" value={pending} asset={liability.asset} unit={unit} />
      <Figure name="owed" value={owed} asset={liability.asset} unit={unit} />
      {breakage && (
        <Figure
          name="expected"
          value={breakage.expected_expired}
          asset={liability.asset}
          unit={unit}
          worth={breakage.expected_worth}
        />
      )}
      {breakage && (
        <Figure name="recognised" value={breakage.recognised} asset={liability.asset} unit={unit} />
      )}
    </dl>
  );
}

interface FigureProps {
  readonly name: "open" | "available" | "pending" | "owed" | "expected" | "recognised";
  readonly value: number;
  readonly asset: string;
  readonly unit: string;
  /** In money, where the retailer has said what the asset is worth. */
  readonly worth?: Liability["worth"];
}

function Figure({ name, value, asset, unit, worth }: FigureProps) {
  const { t } = useTranslation("books");
  const { decimals, figure } = useFigures(asset);
  return (
    <div>
      <dt>
        <Tooltip title={t(`liability.${name}Help`)}>{t(`liability.${name}`)}</Tooltip>
      </dt>
      <dd>
        {decimals > 0 ? (
          <span className="kit-figure">{figure(value)}</span>
        ) : (
          <NumberFigure value={value} unit={unit} />
        )}
        {worth && (
          <small className={styles.worth}>
            ≈ <Money {...worth} />
          </small>
        )}
      </dd>
    </div>
  );
}
