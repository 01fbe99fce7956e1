import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { type Overview, overviewQuery } from "../../features/insight/api/get-overview";
import { behinds } from "../../features/insight/behind";
import { Compared } from "../../features/insight/Compared";
import { CurrencyChoice, currenciesOf } from "../../features/insight/CurrencyChoice";
import { Freshness } from "../../features/insight/Freshness";
import { OverviewFigures } from "../../features/insight/OverviewFigures";
import { useCan } from "../../lib/permissions";
import { OverviewCharts } from "./OverviewCharts";
import { OverviewFilters } from "./OverviewFilters";
import { useAsk } from "./useAsk";

const route = getRouteApi("/frame/overview");

/** What a retailer opens first in the morning: how the shop and its members are doing. */
export function OverviewPage() {
  const { t } = useTranslation("insight");
  const ask = useAsk(route.useSearch());
  const query = useQuery(overviewQuery(ask));
  const navigate = route.useNavigate();
  const currencies = currenciesOf(query.error);
  const choose = (currency: string) => {
    void navigate({ search: (before) => ({ ...before, currency }), replace: true });
  };
  return (
    <Page
      title={t("overview.title")}
      purpose={t("overview.purpose")}
      action={<Freshness source={query} />}
    >
      <OverviewFilters />
      {currencies.length > 0 ? (
        <CurrencyChoice currencies={currencies} onChange={choose} />
      ) : query.error && !query.data ? (
        <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Content overview={query.data} />
      )}
    </Page>
  );
}

/** The figures, what is drawn of them, and the other figures. */
function Content({ overview }: { overview: Overview | undefined }) {
  const can = useCan();
  const search = route.useSearch();
  const ask = useAsk(search);
  const isFiltered = Boolean(ask.store?.length || ask.channel?.length || ask.brand);
  const drill = (behind: string, label: string) => {
    const known = behinds.find((one) => one === behind);
    if (!known || !can("member:read")) return null;
    return (
      <Link to="/overview/members" search={{ ...search, behind: known }}>
        {label}
      </Link>
    );
  };
  const shared = { overview, isFiltered, drill };
  return (
    <>
      <Compared overview={overview} />
      <OverviewFigures {...shared} part="first" />
      <OverviewCharts ask={ask} />
      <OverviewFigures {...shared} part="rest" />
    </>
  );
}
