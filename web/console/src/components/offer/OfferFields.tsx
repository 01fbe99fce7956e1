import { BenefitFields } from "./BenefitFields";
import { ForGoods, ForWhom, Together } from "./ForFields";
import type { OfferProps } from "./offer";

/** An offer as it is edited: what it takes off, on which goods, for whom and when, and beside what. */
export function OfferFields(props: OfferProps) {
  return (
    <>
      <BenefitFields {...props} />
      <ForGoods {...props} />
      <ForWhom {...props} />
      <Together {...props} />
    </>
  );
}
