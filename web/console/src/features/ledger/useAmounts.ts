import type { Minor } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import type { Balance } from "./api/list-entries";

/** useAmounts writes amounts of an asset: of stored value as money, of all else with its unit. */
export function useAmounts({ currency, unit }: Pick<Balance, "currency" | "unit">) {
  const format = useFormat();
  return (amount: number) =>
    currency ? format.money(amount as Minor, currency) : `${format.number(amount)} ${unit}`;
}
