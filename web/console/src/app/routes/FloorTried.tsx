import { useQuery } from "@tanstack/react-query";
import { floorsQuery } from "../../features/pricing/api/floor";
import { SampleBasket } from "../../features/pricing/sample/SampleBasket";
import { LateWords } from "../LateWords";
import { useChoices } from "./editor/choices";
import { useGoodsChoices } from "./editor/goods-choices";

/** A draft of the margin floor before whoever decides on it, on the same sample basket as before its author. */
export function FloorTried({ subject }: { subject: string }) {
  return (
    <LateWords of="pricing">
      <Tried subject={subject} />
    </LateWords>
  );
}

function Tried({ subject }: { subject: string }) {
  const choices = useChoices();
  const goods = useGoodsChoices();
  const versions = useQuery(floorsQuery).data?.items;
  const draft = versions?.find(({ version }) => String(version) === subject);
  if (!draft) return null;
  return (
    <SampleBasket
      tried={{ floor: draft.body }}
      instead={{ floor: { off: true, rate_bps: 0 } }}
      choices={choices}
      goods={goods}
    />
  );
}
