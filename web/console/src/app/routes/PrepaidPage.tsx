import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Page";
import { type TopUp, topUpsQuery } from "../../features/prepaid/api/cards";
import { discardPrepaidRule } from "../../features/prepaid/api/discard-rule";
import {
  draftPrepaidRule,
  prepaidRuleQuery,
  prepaidRulesQuery,
} from "../../features/prepaid/api/rule";
import { topUpColumns } from "../../features/prepaid/TopUpList";
import { useCan } from "../../lib/permissions";
import { RuleHome } from "./editor/RuleHome";

/** How stored value is sold and given back, and what was sold. */
export function PrepaidPage() {
  const { t } = useTranslation("prepaid");
  const navigate = useNavigate();
  const mayEdit = useCan()("prepaid:publish");
  return (
    <RuleHome
      words={{
        title: t("page.title"),
        purpose: t("page.purpose"),
        draft: t("page.draft"),
        versions: t("page.versions"),
      }}
      query={useQuery(prepaidRuleQuery)}
      list={useQuery(prepaidRulesQuery).data?.items}
      mayEdit={mayEdit}
      onEdit={(search = {}) => void navigate({ to: "/prepaid/edit", search })}
      discard={discardPrepaidRule}
      draft={draftPrepaidRule}
      stale={["prepaid"]}
    >
      <Panel title={t("page.sales")}>
        <DataList<TopUp>
          query={useInfiniteQuery(topUpsQuery())}
          columns={topUpColumns(t, true)}
          label={t("page.sales")}
          minWidth={1100}
          empty={<EmptyState title={t("page.none")} />}
        />
      </Panel>
    </RuleHome>
  );
}
