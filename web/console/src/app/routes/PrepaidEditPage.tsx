import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { discardPrepaidRule } from "../../features/prepaid/api/discard-rule";
import {
  draftPrepaidRule,
  prepaidRulesQuery,
  prepaidWordsQuery,
  publishPrepaidRule,
  type Rule,
  revisePrepaidRule,
} from "../../features/prepaid/api/rule";
import { TermFields, TierFields } from "../../features/prepaid/RuleFields";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { useChoices } from "./editor/choices";
import { Editor } from "./editor/Editor";

const route = getRouteApi("/frame/prepaid/edit");

/** A draft of how stored value is sold: edited, said in words with warnings, put before somebody. */
export function PrepaidEditPage() {
  const { t } = useTranslation("prepaid");
  const navigate = route.useNavigate();
  return (
    <Editor<Rule, ReturnType<typeof useSentences>>
      title={t("edit.title")}
      purpose={t("edit.purpose")}
      kind="prepaid_rule"
      query={useQuery(prepaidRulesQuery)}
      search={route.useSearch()}
      above={{ to: "/prepaid", name: t("page.title") }}
      draft={draftPrepaidRule}
      revise={revisePrepaidRule}
      publish={publishPrepaidRule}
      discard={discardPrepaidRule}
      stale={["prepaid"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSentences}
    >
      {(rule, onChange, said) => <Parts rule={rule} onChange={onChange} said={said} />}
    </Editor>
  );
}

function useSentences(rule: Rule) {
  return useQuery(prepaidWordsQuery(useSettled(rule)));
}

interface PartsProps {
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
  readonly said: ReturnType<typeof useSentences>;
}

function Parts({ rule, onChange, said }: PartsProps) {
  const { currency, exponent } = useChoices();
  const parts = { rule, currency, exponent, onChange, wrong: wrongBy(said.error) };
  return (
    <>
      <TierFields {...parts} />
      <TermFields {...parts} />
    </>
  );
}
