import { id as asId } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Terms, templateQuery } from "../../features/coupon/api/templates";
import { editTerms, termsWordsQuery, versionsQuery } from "../../features/coupon/api/versions";
import { TermsFields } from "../../features/coupon/TermsFields";
import { settingsQuery } from "../../features/org/api/get-settings";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { LateWords } from "../LateWords";
import { Editor } from "./editor/Editor";

const route = getRouteApi("/frame/coupons/$template/edit");

/** A draft of a coupon: edited, said in words, put before somebody. */
export function CouponEditPage() {
  return (
    <LateWords of="coupon">
      <Edited />
    </LateWords>
  );
}

function Edited() {
  const { t } = useTranslation("coupon");
  const id = asId(route.useParams().template);
  const navigate = route.useNavigate();
  const template = useQuery(templateQuery(id)).data;
  const edit = useMemo(() => editTerms(id), [id]);
  const settings = useQuery(settingsQuery).data;
  const money = {
    currency: template?.currency ?? settings?.currency ?? "CNY",
    exponent: settings?.currency_exponent ?? 2,
  };
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
    >
      {(terms, onChange, { error }) => (
        <TermsFields
          terms={terms}
          money={money}
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
