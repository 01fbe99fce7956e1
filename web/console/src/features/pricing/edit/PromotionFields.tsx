import { OfferFields } from "../../../components/offer/OfferFields";
import { canBeTogether, withOffer } from "../rule";
import type { PartProps } from "./fields";
import { GroupFields } from "./GroupFields";
import { LimitFields } from "./LimitFields";
import { NameFields } from "./NameFields";

/** A promotion as it is edited. One that is off says nothing else. */
export function PromotionFields(props: PartProps) {
  const { rule, choices, goods, wrong, onChange } = props;
  return (
    <>
      <NameFields {...props} />
      {!rule.off && (
        <>
          <OfferFields
            offer={rule.offer}
            choices={choices}
            goods={goods}
            wrong={(path) => wrong(`offer.${path}`)}
            onChange={(offer) => onChange(withOffer(rule, offer))}
          />
          {canBeTogether(rule.offer) && <GroupFields {...props} />}
          <LimitFields {...props} />
        </>
      )}
    </>
  );
}
