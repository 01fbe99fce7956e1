import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import {
  discardSpending,
  draftSpending,
  publishSpending,
  reviseSpending,
  type Spending,
  spendingsQuery,
  spendingWordsQuery,
} from "../../features/program/api/spending";
import {
  LevelWorthFields,
  PointsFields,
  StoredFields,
} from "../../features/program/edit/SpendingFields";
import { SpendingTrial } from "../../features/program/edit/SpendingTrial";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { LateWords } from "../LateWords";
import { useChoices } from "./editor/choices";
import { Editor } from "./editor/Editor";

const route = getRouteApi("/frame/program/spending/edit");

/** A draft of the spending rule: edited, said in words, tried on a purchase, put before somebody. */
export function SpendingEditPage() {
  return (
    <LateWords of="spending">
      <Edit />
    </LateWords>
  );
}

function Edit() {
  const { t } = useTranslation("spending");
  const navigate = route.useNavigate();
  return (
    <Editor<Spending, ReturnType<typeof useSentences>>
      title={t("edit.title")}
      purpose={t("edit.purpose")}
      kind="spending_rule"
      query={useQuery(spendingsQuery)}
      search={route.useSearch()}
      above={{ to: "/program/spending", name: t("title") }}
      draft={draftSpending}
      revise={reviseSpending}
      publish={publishSpending}
      discard={discardSpending}
      stale={["program", "spending"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSentences}
    >
      {(rule, onChange, said) => <Parts rule={rule} onChange={onChange} said={said} />}
    </Editor>
  );
}

function useSentences(rule: Spending) {
  return useQuery(spendingWordsQuery(useSettled(rule)));
}

interface PartsProps {
  readonly rule: Spending;
  readonly onChange: (rule: Spending) => void;
  readonly said: ReturnType<typeof useSentences>;
}

function Parts({ rule, onChange, said }: PartsProps) {
  const choices = useChoices();
  const parts = { rule, choices, onChange, wrong: wrongBy(said.error) };
  return (
    <>
      <PointsFields {...parts} />
      <LevelWorthFields {...parts} />
      <StoredFields {...parts} />
      <SpendingTrial rule={rule} choices={choices} />
    </>
  );
}
