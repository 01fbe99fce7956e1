import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Page";
import { RulePage } from "../../components/RulePage";
import { Versions } from "../../components/rule/Versions";
import { type TopUp, topUpsQuery } from "../../features/prepaid/api/cards";
import { discardPrepaidRule } from "../../features/prepaid/api/discard-rule";
import {
  draftPrepaidRule,
  prepaidRuleQuery,
  prepaidRulesQuery,
} from "../../features/prepaid/api/rule";
import { topUpColumns } from "../../features/prepaid/TopUpList";
import { useCan } from "../../lib/permissions";
import { editOf } from "../searches";
import { useDiscard } from "./editor/useDiscard";

/** How stored value is sold and given back, and what was sold. */
export function PrepaidPage() {
  const { t } = useTranslation("prepaid");
  const navigate = useNavigate();
  const mayEdit = useCan()("prepaid:publish");
  const versions = useQuery(prepaidRulesQuery).data?.items;
  const throwAway = useDiscard({
    discard: discardPrepaidRule,
    draft: draftPrepaidRule,
    stale: ["prepaid"],
  });
  const edit = (search = {}) => void navigate({ to: "/prepaid/edit", search });
  return (
    <RulePage
      title={t("page.title")}
      purpose={t("page.purpose")}
      query={useQuery(prepaidRuleQuery)}
      action={
        mayEdit && (
          <Button type="primary" onClick={() => edit()}>
            {t("page.draft")}
          </Button>
        )
      }
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
      {versions && (
        <Panel title={t("page.versions")}>
          <Versions
            list={versions}
            label={t("page.versions")}
            onEdit={mayEdit ? (version) => edit(editOf(version)) : undefined}
            onDiscard={mayEdit ? (version) => void throwAway(version) : undefined}
          />
        </Panel>
      )}
    </RulePage>
  );
}
