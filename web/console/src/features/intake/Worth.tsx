import { minor } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";

/** So much of an asset: money in its currency, anything else as a number. */
export function Worth({ amount, currency }: { amount: number; currency?: string | undefined }) {
  const format = useFormat();
  if (currency) return <Money amount={minor(amount)} currency={currency} />;
  return <span className="kit-figure">{format.number(amount)}</span>;
}
