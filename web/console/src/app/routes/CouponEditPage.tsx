import { id as asId } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Terms, templateQuery } from "../../features/coupon/api/templates";
import { editTerms, termsWordsQuery, versionsQuery } from "../../features/coupon/api/versions";
import { TermsFields } from "../../features/coupon/TermsFields";
import { triedOf } from "../../features/coupon/terms";
import { SampleBasket } from "../../features/pricing/sample/SampleBasket";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { LateWords } from "../LateWords";
import { useChoices } from "./editor/choices";
import { Editor } from "./editor/Editor";
import { useGoodsChoices } from "./editor/goods-choices";

const route = getRouteApi("/frame/coupons/$template/edit");

/** A draft of a coupon: edited, tried on a sample basket, said in words, put before somebody. */
export function CouponEditPage() {
  return (
    <LateWords of="terms">
      <LateWords of="pricing">
        <LateWords of="coupon">
          <Edited />
        </LateWords>
      </LateWords>
    </LateWords>
  );
}

function Edited() {
  const { t } = useTranslation("coupon");
  const id = asId(route.useParams().template);
  const navigate = route.useNavigate();
  const template = useQuery(templateQuery(id)).data;
  const edit = useMemo(() => editTerms(id), [id]);
  const own = useChoices();
  const choices = { ...own, currency: template?.currency ?? own.currency };
  const goods = useGoodsChoices();
  return (
    <Editor<Terms, ReturnType<typeof useSentences>>
      title={t("edit.title", { name: template?.name ?? id })}
      purpose={t("edit.purpose")}
      kind="coupon_template"
      {...(template && { template: template.code })}
      query={useQuery(versionsQuery(id))}
      search={route.useSearch()}
      above={{ to: "/coupons", name: t("list.title") }}
      {...edit}
      stale={["coupon"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSentences}
      beside={(terms) => <SampleBasket {...triedOf(terms)} choices={choices} goods={goods} />}
    >
      {(terms, onChange, { error }) => (
        <TermsFields
          terms={terms}
          choices={choices}
          goods={goods}
          wrong={eitherWay(wrongBy(error))}
          onChange={onChange}
        />
      )}
    </Editor>
  );
}

/** Paths of the server begin with what they are wrapped in here or there. */
function eitherWay(wrong: (path: string) => string | undefined) {
  return (path: string) => wrong(path) ?? wrong(`terms.${path}`);
}

function useSentences(terms: Terms) {
  return useQuery(termsWordsQuery(useSettled(terms)));
}
