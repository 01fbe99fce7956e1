import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { discardEarning } from "../../features/program/api/discard-earning";
import { draftEarning } from "../../features/program/api/draft-earning";
import { earningQuery } from "../../features/program/api/get-earning";
import { earningsQuery } from "../../features/program/api/list-earnings";
import { useCan } from "../../lib/permissions";
import { RuleHome } from "./editor/RuleHome";

/** How purchases become points, in words, and every version of it. */
export function EarningPage() {
  const { t } = useTranslation("program");
  const navigate = useNavigate();
  return (
    <RuleHome
      words={{
        title: t("earning.title"),
        purpose: t("earning.purpose"),
        draft: t("earning.draft"),
        versions: t("earning.versions"),
      }}
      query={useQuery(earningQuery)}
      list={useQuery(earningsQuery).data?.items}
      mayEdit={useCan()("program:publish")}
      onEdit={(search = {}) => void navigate({ to: "/program/earning/edit", search })}
      discard={discardEarning}
      draft={draftEarning}
      stale={["program", "earning"]}
    />
  );
}
