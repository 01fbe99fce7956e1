import { id as asId } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { promotionQuery } from "../../features/pricing/api/promotions";
import { versionsQuery } from "../../features/pricing/api/versions";
import { triedOf } from "../../features/pricing/rule";
import { SampleBasket } from "../../features/pricing/sample/SampleBasket";
import { LateWords } from "../LateWords";
import { useChoices } from "./editor/choices";
import { useGoodsChoices } from "./editor/goods-choices";

/** A draft of a promotion before whoever decides on it, on the same sample basket as before its author. */
export function PromotionTried({ subject }: { subject: string }) {
  return (
    <LateWords of="pricing">
      <Tried subject={subject} />
    </LateWords>
  );
}

function Tried({ subject }: { subject: string }) {
  const { t } = useTranslation("pricing");
  const [promotion = "", version] = subject.split("/");
  const id = asId(promotion);
  const choices = useChoices();
  const goods = useGoodsChoices();
  const name = useQuery(promotionQuery(id)).data?.name;
  const versions = useQuery(versionsQuery(id)).data?.items;
  const draft = versions?.find((one) => String(one.version) === version);
  if (!draft) return null;
  return (
    <>
      <Link to="/promotions/$promotion" params={{ promotion: id }}>
        {t("page.open", { name: name ?? id })}
      </Link>
      <SampleBasket {...triedOf(draft.body, id)} choices={choices} goods={goods} />
    </>
  );
}
