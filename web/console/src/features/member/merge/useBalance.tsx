import { minor } from "@habitue/kit/brand";
import { MoneyFigure, NumberFigure } from "@habitue/kit/components/Amount";
import type { ReactNode } from "react";
import type { Member } from "../api/get-member";

type Balance = Member["balances"][number];

/** useBalance writes what can be spent of an asset: money as such, anything else with its unit. */
export function useBalance(): (balance: Balance) => ReactNode {
  return ({ available, currency, unit }) =>
    currency ? (
      <MoneyFigure amount={minor(available)} currency={currency} />
    ) : (
      <NumberFigure value={available} unit={unit} />
    );
}
