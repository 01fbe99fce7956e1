import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { discardLadder } from "../../features/tier/api/discard-ladder";
import { draftLadder } from "../../features/tier/api/draft-ladder";
import { ladderQuery } from "../../features/tier/api/get-ladder";
import { laddersQuery } from "../../features/tier/api/list-ladders";
import { useCan } from "../../lib/permissions";
import { RuleHome } from "./editor/RuleHome";

/** The tiers and how one moves between them, in words, and every version of them. */
export function LadderPage() {
  const { t } = useTranslation("tier");
  const navigate = useNavigate();
  return (
    <RuleHome
      words={{
        title: t("ladder.title"),
        purpose: t("ladder.purpose"),
        draft: t("ladder.draft"),
        versions: t("ladder.versions"),
      }}
      query={useQuery(ladderQuery)}
      list={useQuery(laddersQuery).data?.items}
      mayEdit={useCan()("tier:publish")}
      onEdit={(search = {}) => void navigate({ to: "/tiers/ladder/edit", search })}
      discard={discardLadder}
      draft={draftLadder}
      stale={["tier", "ladder"]}
    />
  );
}
