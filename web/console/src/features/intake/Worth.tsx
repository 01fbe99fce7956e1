import { minor } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";

/** So much of an asset: money in its currency, anything else as a number. */
export function Worth({ amount, currency }: { amount: number; currency?: string | undefined }) {
  const format = useFormat();
  if (currency) return <Money amount={minor(amount)} currency={currency} />;
  return <span className="kit-figure">{format.number(amount)}</span>;
}

const families = [
  ["points", "points"],
  ["growth", "growth"],
  ["stored_principal", "principal"],
  ["stored_bonus", "bonus"],
] as const;

/** What an asset is called that every retailer has; others by their code. */
export function useAssetName(): (code: string) => string {
  const { t } = useTranslation("intake");
  return (code) => {
    const field = families.find(
      ([family]) => code === family || code.startsWith(`${family}_`),
    )?.[1];
    return field ? t(`opening.field.${field}`) : code;
  };
}
