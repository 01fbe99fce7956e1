import { Tooltip } from "antd";
import type { ReactNode } from "react";
import type { Minor } from "../brand";
import { useFormat } from "../format/reader";
import "./amount.css";

/** Money, exact. */
export function Money({ amount, currency }: { amount: Minor; currency: string }) {
  const format = useFormat();
  return <span className="kit-figure">{format.money(amount, currency)}</span>;
}

/** Money on a card: shortened when large, with the exact amount on hover. */
export function MoneyFigure({ amount, currency }: { amount: Minor; currency: string }) {
  const format = useFormat();
  return (
    <Shortened short={format.moneyShort(amount, currency)} exact={format.money(amount, currency)} />
  );
}

/** A number on a card: shortened when large, with the exact one on hover. */
export function NumberFigure({ value, unit }: { value: number; unit: string }) {
  const format = useFormat();
  const exact = `${format.number(value)} ${unit}`;
  return (
    <>
      <Shortened short={format.short(value)} exact={exact} shown={format.number(value)} />{" "}
      <small className="kit-unit">{unit}</small>
    </>
  );
}

/** A change: its sign is always written, so that colour is not the only sign; money is written by whoever knows it. */
export function Change({ amount, written }: { amount: number; written?: string }) {
  const format = useFormat();
  const tone = amount > 0 ? "kit-credit" : amount < 0 ? "kit-debit" : "";
  return <span className={`kit-figure ${tone}`}>{written ?? format.signed(amount)}</span>;
}

function Shortened({
  short,
  exact,
  shown = exact,
}: {
  short: string;
  exact: string;
  shown?: string;
}): ReactNode {
  if (short === shown) return <span className="kit-figure">{short}</span>;
  return (
    <Tooltip title={exact}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact figure must be reachable by keyboard */}
      <span className="kit-figure kit-shortened" tabIndex={0} aria-label={exact} role="note">
        {short}
      </span>
    </Tooltip>
  );
}
