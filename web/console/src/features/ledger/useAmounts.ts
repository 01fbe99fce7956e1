import type { Minor } from "@habitue/kit/brand";
import type { Measure } from "@habitue/kit/format/measure";
import { exponentOf } from "@habitue/kit/format/money";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { assetsQuery } from "./api/list-assets";
import type { Balance } from "./api/list-entries";

/** useAmounts writes amounts of an asset: of stored value as money, of all else with its unit. */
export function useAmounts({ currency, unit }: Pick<Balance, "currency" | "unit">) {
  const format = useFormat();
  return (amount: number) =>
    currency ? format.money(amount as Minor, currency) : `${format.number(amount)} ${unit}`;
}

/**
 * useFigures writes amounts of an asset that is known by its code, where its unit stands elsewhere:
 * of stored value as money. decimals is how many digits of what is counted stand behind the point.
 */
export function useFigures(asset: string | undefined) {
  const format = useFormat();
  const assets = useQuery(assetsQuery).data?.items;
  const currency = assets?.find(({ code }) => code === asset)?.currency;
  if (!currency) return { ...plain, figure: format.number, signed: format.signed };
  const figure = (amount: number) => format.money(amount as Minor, currency);
  return {
    decimals: exponentOf(currency),
    figure,
    signed: (amount: number) => (amount > 0 ? `+${figure(amount)}` : figure(amount)),
    /** The unit beside a figure; money says its own. */
    unitOf: (_: string) => "",
  };
}

const plain = { decimals: 0, unitOf: (unit: string) => unit };

/** useMeasure is what a chart of an asset measures: stored value as money, all else by its unit. */
export function useMeasure(asset: string, unit: string): Measure {
  const assets = useQuery(assetsQuery).data?.items;
  const currency = assets?.find(({ code }) => code === asset)?.currency;
  return useMemo<Measure>(
    () => (currency ? { kind: "money", currency } : { kind: "count", unit }),
    [currency, unit],
  );
}

/** unitOf says in what a chart measures, beside its title. */
export function unitOf(measure: Measure): string {
  if (measure.kind === "money") return measure.currency;
  return measure.kind === "share" ? "%" : measure.unit;
}
