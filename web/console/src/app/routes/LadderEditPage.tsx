import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { discardLadder } from "../../features/tier/api/discard-ladder";
import { draftLadder } from "../../features/tier/api/draft-ladder";
import { laddersQuery } from "../../features/tier/api/list-ladders";
import { publishLadder } from "../../features/tier/api/publish-ladder";
import { reviseLadder } from "../../features/tier/api/revise-ladder";
import { ladderWordsQuery } from "../../features/tier/api/word-ladder";
import { type LadderBody, LevelsFields, WindowFields } from "../../features/tier/edit/LevelsFields";
import { WhatIf } from "../../features/tier/edit/WhatIf";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { useChoices } from "./editor/choices";
import { Editor } from "./editor/Editor";

const route = getRouteApi("/frame/tiers/ladder/edit");

/** A draft of the tiers: edited, said in words, tried on all members, put before somebody. */
export function LadderEditPage() {
  const { t } = useTranslation("tier");
  const navigate = route.useNavigate();
  return (
    <Editor<LadderBody, ReturnType<typeof useSentences>>
      title={t("edit.title")}
      purpose={t("edit.purpose")}
      kind="ladder"
      query={useQuery(laddersQuery)}
      search={route.useSearch()}
      above={{ to: "/tiers/ladder", name: t("ladder.title") }}
      draft={draftLadder}
      revise={reviseLadder}
      publish={publishLadder}
      discard={discardLadder}
      stale={["tier", "ladder"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSentences}
    >
      {(ladder, onChange, said) => <Parts ladder={ladder} onChange={onChange} said={said} />}
    </Editor>
  );
}

function useSentences(ladder: LadderBody) {
  return useQuery(ladderWordsQuery(useSettled(ladder)));
}

interface PartsProps {
  readonly ladder: LadderBody;
  readonly onChange: (ladder: LadderBody) => void;
  readonly said: ReturnType<typeof useSentences>;
}

function Parts({ ladder, onChange, said }: PartsProps) {
  const { currency, exponent } = useChoices();
  const parts = { ladder, onChange, currency, exponent, wrong: wrongBy(said.error) };
  return (
    <>
      <LevelsFields {...parts} />
      <WindowFields {...parts} />
      <WhatIf ladder={ladder} />
    </>
  );
}
