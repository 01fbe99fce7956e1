import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { gridQuery } from "../../features/profile/api/get-grid";
import { Classes } from "../../features/profile/Classes";
import { Moves } from "../../features/profile/Moves";
import { PictureFilters } from "../../features/profile/PictureFilters";
import { RecencyChart } from "../../features/profile/RecencyChart";
import { RefreshState } from "../../features/profile/RefreshState";
import { RfmGrid } from "../../features/profile/RfmGrid";
import { useCan } from "../../lib/permissions";
import { ValueRule } from "./ValueRule";

const route = getRouteApi("/frame/profile");

/** Who matters, who could, and who fell asleep: classes, the grid, and the rule behind them. */
export function ValuePage() {
  const { t } = useTranslation("profile");
  const can = useCan();
  const wish = route.useSearch();
  const navigate = route.useNavigate();
  const { data: grid } = useQuery(gridQuery(wish));
  return (
    <Page title={t("page.title")} purpose={t("page.purpose")} action={<RefreshState />}>
      <PictureFilters
        wish={wish}
        grid={grid}
        onChange={(search) => void navigate({ search, replace: true })}
      />
      <Panel title={t("classes.title")}>
        <Classes wish={wish} />
      </Panel>
      <RfmGrid
        wish={wish}
        onPick={
          can("member:read") ? (cell) => void navigate({ to: "/members", search: cell }) : undefined
        }
      />
      <RecencyChart
        wish={wish}
        onPick={
          can("member:read") ? (days) => void navigate({ to: "/members", search: days }) : undefined
        }
      />
      <Moves wish={wish} />
      <ValueRule />
    </Page>
  );
}
