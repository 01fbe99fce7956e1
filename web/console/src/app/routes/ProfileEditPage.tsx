import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { discardRule } from "../../features/profile/api/discard-rule";
import { draftRule } from "../../features/profile/api/draft-rule";
import type { Rule } from "../../features/profile/api/get-rule";
import { rulesQuery } from "../../features/profile/api/list-rules";
import { publishRule } from "../../features/profile/api/publish-rule";
import { reviseRule } from "../../features/profile/api/revise-rule";
import { ruleWordsQuery } from "../../features/profile/api/word-rule";
import { ClassFields, ScoreFields } from "../../features/profile/RuleFields";
import { RuleTrial } from "../../features/profile/RuleTrial";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { useChoices } from "./editor/choices";
import { Editor } from "./editor/Editor";

const route = getRouteApi("/frame/profile/edit");

/** A draft of the value classes: edited, said in words, tried on all members, put before somebody. */
export function ProfileEditPage() {
  const { t } = useTranslation("profile");
  const navigate = route.useNavigate();
  return (
    <Editor<Rule, ReturnType<typeof useSentences>>
      title={t("editor.title")}
      purpose={t("editor.purpose")}
      kind="profile_rule"
      query={useQuery(rulesQuery)}
      search={route.useSearch()}
      above={{ to: "/profile", name: t("page.title") }}
      draft={draftRule}
      revise={reviseRule}
      publish={publishRule}
      discard={discardRule}
      stale={["profile"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSentences}
    >
      {(rule, onChange, said) => <Parts rule={rule} onChange={onChange} said={said} />}
    </Editor>
  );
}

function useSentences(rule: Rule) {
  return useQuery(ruleWordsQuery(useSettled(rule)));
}

interface PartsProps {
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
  readonly said: ReturnType<typeof useSentences>;
}

function Parts({ rule, onChange, said }: PartsProps) {
  const { currency } = useChoices();
  const parts = { rule, currency, onChange, wrong: wrongBy(said.error) };
  return (
    <>
      <ScoreFields {...parts} />
      <ClassFields {...parts} />
      <RuleTrial rule={rule} />
    </>
  );
}
