import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { RulePage } from "../../components/RulePage";
import { Versions } from "../../components/rule/Versions";
import { discardEarning } from "../../features/program/api/discard-earning";
import { draftEarning } from "../../features/program/api/draft-earning";
import { earningQuery } from "../../features/program/api/get-earning";
import { earningsQuery } from "../../features/program/api/list-earnings";
import { useCan } from "../../lib/permissions";
import { editOf } from "../searches";
import { useDiscard } from "./editor/useDiscard";

const stale = ["program", "earning"];

/** How purchases become points, in words, and every version of it. */
export function EarningPage() {
  const { t } = useTranslation("program");
  const navigate = useNavigate();
  const mayEdit = useCan()("program:publish");
  const query = useQuery(earningQuery);
  const versions = useQuery(earningsQuery).data?.items;
  const throwAway = useDiscard({ discard: discardEarning, draft: draftEarning, stale });
  const edit = (search = {}) => void navigate({ to: "/program/earning/edit", search });
  return (
    <RulePage
      title={t("earning.title")}
      purpose={t("earning.purpose")}
      query={query}
      action={
        mayEdit && (
          <Button type="primary" onClick={() => edit()}>
            {t("earning.draft")}
          </Button>
        )
      }
    >
      {versions && (
        <Panel title={t("earning.versions")}>
          <Versions
            list={versions}
            label={t("earning.versions")}
            onEdit={mayEdit ? (version) => edit(editOf(version)) : undefined}
            onDiscard={mayEdit ? (version) => void throwAway(version) : undefined}
          />
        </Panel>
      )}
    </RulePage>
  );
}
