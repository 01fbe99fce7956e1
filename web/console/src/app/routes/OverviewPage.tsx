import { asProblem } from "@habitue/kit/api/problem";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { ReaderContext } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import type { InsightAsk } from "../../features/insight/api/ask";
import { overviewQuery } from "../../features/insight/api/get-overview";
import { Compared } from "../../features/insight/Compared";
import { CurrencyChoice, currenciesOf } from "../../features/insight/CurrencyChoice";
import { Freshness } from "../../features/insight/Freshness";
import { OverviewFigures } from "../../features/insight/OverviewFigures";
import { RfmHeat } from "../../features/profile/RfmHeat";
import { periodOf, todayIn } from "../../lib/period";
import { useCan } from "../../lib/permissions";
import { idsOf } from "../searches";
import { OverviewFilters } from "./OverviewFilters";
import styles from "./overview.module.css";

const route = getRouteApi("/frame/overview");

/** What a retailer opens first in the morning: how the shop and its members are doing. */
export function OverviewPage() {
  const { t } = useTranslation("insight");
  const can = useCan();
  const ask = useAsk();
  const overview = useQuery(overviewQuery(ask));
  const navigate = route.useNavigate();
  const currencies = currenciesOf(overview.error);
  const isFiltered = Boolean(ask.store?.length || ask.channel?.length || ask.brand);
  return (
    <Page
      title={t("overview.title")}
      purpose={t("overview.purpose")}
      action={<Freshness source={overview} />}
    >
      <OverviewFilters />
      {currencies.length > 0 && (
        <CurrencyChoice
          currencies={currencies}
          onChange={(currency) => {
            void navigate({ search: (before) => ({ ...before, currency }), replace: true });
          }}
        />
      )}
      {currencies.length === 0 && overview.error && !overview.data && (
        <ProblemView thrown={asProblem(overview.error)} onRetry={() => void overview.refetch()} />
      )}
      {!overview.error && <Compared overview={overview.data} />}
      {!overview.error && (
        <OverviewFigures overview={overview.data} part="first" isFiltered={isFiltered} />
      )}
      <div className={styles.charts}>{can("profile:read") && <RfmHeat brand={ask.brand} />}</div>
      {!overview.error && (
        <OverviewFigures overview={overview.data} part="rest" isFiltered={isFiltered} />
      )}
    </Page>
  );
}

/** What the address asks for, on this day in the shop's zone. */
function useAsk(): InsightAsk {
  const { zone } = useContext(ReaderContext);
  const search = route.useSearch();
  return useMemo(() => {
    const { store, channel, brand, currency } = search;
    return {
      ...periodOf(search, todayIn(zone, new Date())),
      store: idsOf(store),
      channel: idsOf(channel),
      brand,
      currency,
    };
  }, [search, zone]);
}
