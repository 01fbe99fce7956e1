import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Holdings, Runs } from "../../features/privacy/Retention";
import { editRule, ruleQuery, rulesQuery } from "../../features/privacy/rule";
import { useCan } from "../../lib/permissions";
import { RuleHome } from "./editor/RuleHome";

/** How soon requests are answered and how long what is kept: in words, by kind of data, run by run. */
export function PrivacyRulePage() {
  const { t } = useTranslation("privacy");
  const navigate = useNavigate();
  return (
    <RuleHome
      words={{
        title: t("rule.title"),
        purpose: t("rule.purpose"),
        draft: t("rule.draft"),
        versions: t("rule.versions"),
      }}
      query={useQuery(ruleQuery)}
      list={useQuery(rulesQuery).data?.items}
      mayEdit={useCan()("privacy:policy")}
      onEdit={(search = {}) => void navigate({ to: "/privacy/policy/edit", search })}
      discard={editRule.discard}
      draft={editRule.draft}
      stale={["privacy"]}
    >
      <Holdings />
      <Runs />
    </RuleHome>
  );
}
