import { BenefitFields } from "./BenefitFields";
import { ForGoods, ForWhom, Together } from "./ForFields";
import type { PartProps } from "./fields";
import { LimitFields } from "./LimitFields";
import { NameFields } from "./NameFields";

/** A promotion as it is edited. One that is off says nothing else. */
export function PromotionFields(props: PartProps) {
  return (
    <>
      <NameFields {...props} />
      {!props.rule.off && (
        <>
          <BenefitFields {...props} />
          <ForGoods {...props} />
          <ForWhom {...props} />
          <Together {...props} />
          <LimitFields {...props} />
        </>
      )}
    </>
  );
}
