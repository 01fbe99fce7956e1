import { id as asId } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { promotionQuery, type Rule } from "../../features/pricing/api/promotions";
import { wordsQuery } from "../../features/pricing/api/trial";
import { editPromotion, versionsQuery } from "../../features/pricing/api/versions";
import { PromotionFields } from "../../features/pricing/edit/PromotionFields";
import { triedOf } from "../../features/pricing/rule";
import { SampleBasket } from "../../features/pricing/sample/SampleBasket";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { LateWords } from "../LateWords";
import { useChoices } from "./editor/choices";
import { Editor } from "./editor/Editor";
import { useGoodsChoices } from "./editor/goods-choices";

const route = getRouteApi("/frame/promotions/$promotion/edit");

/** A draft of a promotion: edited, priced on a sample basket, said in words, put before somebody. */
export function PromotionEditPage() {
  return (
    <LateWords of="terms">
      <LateWords of="pricing">
        <Edited />
      </LateWords>
    </LateWords>
  );
}

function Edited() {
  const { t } = useTranslation("pricing");
  const id = asId(route.useParams().promotion);
  const navigate = route.useNavigate();
  const name = useQuery(promotionQuery(id)).data?.name;
  const versions = useQuery(versionsQuery(id));
  const edit = useMemo(() => editPromotion(id), [id]);
  const choices = useChoices();
  const goods = useGoodsChoices();
  return (
    <Editor<Rule, ReturnType<typeof useSaid>>
      title={t("edit.title", { name: name ?? id })}
      purpose={t("edit.purpose")}
      kind="promotion"
      promotion={id}
      query={versions}
      search={route.useSearch()}
      above={{ to: "/promotions", name: t("list.title") }}
      {...edit}
      stale={["pricing"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSaid}
      beside={(rule) => <SampleBasket {...triedOf(rule, id)} choices={choices} goods={goods} />}
    >
      {(rule, onChange, { error }) => (
        <PromotionFields
          rule={rule}
          choices={choices}
          goods={goods}
          wrong={wrongBy(error)}
          onChange={onChange}
        />
      )}
    </Editor>
  );
}

/** What the draft says and changes, and what is found of it beside what is live. */
function useSaid(rule: Rule) {
  const { t } = useTranslation("pricing");
  const id = asId(route.useParams().promotion);
  const versions = useQuery(versionsQuery(id)).data?.items ?? [];
  const live = versions.find(({ status }) => status === "live");
  return useQuery({
    ...wordsQuery(useSettled(rule), id, live?.words ?? []),
    select: ({ findings, ...said }) => ({
      ...said,
      warnings: findings.map(({ promotion, code, words, never }) => ({
        code,
        text:
          (promotion.id === id ? words : t("found.of", { name: promotion.name, words })) +
          (never ? ` ${t("found.never")}` : ""),
      })),
    }),
  });
}
