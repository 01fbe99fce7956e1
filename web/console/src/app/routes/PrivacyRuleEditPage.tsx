import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DeadlineFields, RetentionFields } from "../../features/privacy/RuleFields";
import { editRule, type Policy, rulesQuery, ruleWordsQuery } from "../../features/privacy/rule";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { Editor } from "./editor/Editor";

const route = getRouteApi("/frame/privacy/policy/edit");

/** A draft of the rule of privacy: edited, said in words with what it takes away, put before somebody. */
export function PrivacyRuleEditPage() {
  const { t } = useTranslation("privacy");
  const navigate = route.useNavigate();
  return (
    <Editor<Policy, ReturnType<typeof useSentences>>
      title={t("rule.edit")}
      purpose={t("rule.editPurpose")}
      kind="privacy_rule"
      query={useQuery(rulesQuery)}
      search={route.useSearch()}
      above={{ to: "/privacy/policy", name: t("rule.title") }}
      {...editRule}
      stale={["privacy"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSentences}
    >
      {(policy, onChange, { error }) => {
        const parts = { policy, wrong: wrongBy(error), onChange };
        return (
          <>
            <DeadlineFields {...parts} />
            <RetentionFields {...parts} />
          </>
        );
      }}
    </Editor>
  );
}

function useSentences(policy: Policy) {
  return useQuery(ruleWordsQuery(useSettled(policy)));
}
