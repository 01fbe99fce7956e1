import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { GoodsFields } from "../../components/terms/GoodsFields";
import { discardEarning } from "../../features/program/api/discard-earning";
import { draftEarning } from "../../features/program/api/draft-earning";
import { earningsQuery } from "../../features/program/api/list-earnings";
import { publishEarning } from "../../features/program/api/publish-earning";
import { reviseEarning } from "../../features/program/api/revise-earning";
import { earningWordsQuery } from "../../features/program/api/word-earning";
import { BaseFields, LevelFields } from "../../features/program/edit/BaseFields";
import type { Rule } from "../../features/program/edit/body";
import { Bonuses, Multipliers } from "../../features/program/edit/RuleFields";
import { Trial } from "../../features/program/edit/Trial";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { LateWords } from "../LateWords";
import { useChoices } from "./editor/choices";
import { Editor } from "./editor/Editor";

const route = getRouteApi("/frame/program/earning/edit");

/** A draft of the earning rule: edited, said in words, tried on real orders, put before somebody. */
export function EarningEditPage() {
  return (
    <LateWords of="terms">
      <Edited />
    </LateWords>
  );
}

function Edited() {
  const { t } = useTranslation("program");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Editor<Rule, ReturnType<typeof useSentences>>
      title={t("edit.title")}
      purpose={t("edit.purpose")}
      kind="earning_rule"
      query={useQuery(earningsQuery)}
      search={search}
      above={{ to: "/program/earning", name: t("earning.title") }}
      draft={draftEarning}
      revise={reviseEarning}
      publish={publishEarning}
      discard={discardEarning}
      stale={["program", "earning"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSentences}
    >
      {(rule, onChange, said) => <Parts rule={rule} onChange={onChange} said={said} />}
    </Editor>
  );
}

function useSentences(rule: Rule) {
  return useQuery(earningWordsQuery(useSettled(rule)));
}

interface PartsProps {
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
  readonly said: ReturnType<typeof useSentences>;
}

function Parts({ rule, onChange, said }: PartsProps) {
  const { t } = useTranslation("program");
  const choices = useChoices();
  const parts = { rule, choices, onChange, wrong: wrongBy(said.error) };
  return (
    <>
      <BaseFields {...parts} />
      <LevelFields {...parts} levels={said.data?.levels} />
      <Multipliers {...parts} />
      <Bonuses {...parts} />
      <Panel title={t("edit.exclude")}>
        <GoodsFields
          goods={rule.exclude}
          placeholder={t("edit.nothing")}
          onChange={(exclude) => onChange({ ...rule, exclude })}
        />
      </Panel>
      <Trial rule={rule} currency={choices.currency} />
    </>
  );
}
