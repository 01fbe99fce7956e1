import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { RulePage } from "../../components/RulePage";
import { Versions } from "../../components/rule/Versions";
import { discardLadder } from "../../features/tier/api/discard-ladder";
import { draftLadder } from "../../features/tier/api/draft-ladder";
import { ladderQuery } from "../../features/tier/api/get-ladder";
import { laddersQuery } from "../../features/tier/api/list-ladders";
import { useCan } from "../../lib/permissions";
import { editOf } from "../searches";
import { useDiscard } from "./editor/useDiscard";

const stale = ["tier", "ladder"];

/** The tiers and how one moves between them, in words, and every version of them. */
export function LadderPage() {
  const { t } = useTranslation("tier");
  const navigate = useNavigate();
  const mayEdit = useCan()("tier:publish");
  const query = useQuery(ladderQuery);
  const versions = useQuery(laddersQuery).data?.items;
  const throwAway = useDiscard({ discard: discardLadder, draft: draftLadder, stale });
  const edit = (search = {}) => void navigate({ to: "/tiers/ladder/edit", search });
  return (
    <RulePage
      title={t("ladder.title")}
      purpose={t("ladder.purpose")}
      query={query}
      action={
        mayEdit && (
          <Button type="primary" onClick={() => edit()}>
            {t("ladder.draft")}
          </Button>
        )
      }
    >
      {versions && (
        <Panel title={t("ladder.versions")}>
          <Versions
            list={versions}
            label={t("ladder.versions")}
            onEdit={mayEdit ? (version) => edit(editOf(version)) : undefined}
            onDiscard={mayEdit ? (version) => void throwAway(version) : undefined}
          />
        </Panel>
      )}
    </RulePage>
  );
}
