import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { orgBrandsQuery } from "../../features/org/api/list-brands";
import { channelsQuery } from "../../features/org/api/list-channels";
import { regionsQuery } from "../../features/org/api/list-regions";
import { Channels } from "../../features/org/Channels";
import { OrgBrands } from "../../features/org/OrgBrands";
import { Regions } from "../../features/org/Regions";
import { useCan } from "../../lib/permissions";

/** What stores lie in, trade under and sell through. */
export function StructurePage() {
  const { t } = useTranslation("org");
  const mayEdit = useCan()("org:write");
  const regions = useQuery(regionsQuery);
  const brands = useQuery(orgBrandsQuery);
  const channels = useQuery(channelsQuery);
  const failed = [regions, brands, channels].find(({ data, error }) => error && !data);
  const isKnown = regions.data && brands.data && channels.data;
  return (
    <Page
      title={t("structure.title")}
      purpose={t("structure.purpose")}
      above={<Link to="/org/stores">{t("store.back")}</Link>}
    >
      {failed && <ProblemView thrown={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !isKnown && (
        <Panel>
          <Skeleton active paragraph={{ rows: 8 }} />
        </Panel>
      )}
      {isKnown && (
        <>
          <Regions regions={regions.data.items} mayEdit={mayEdit} />
          <OrgBrands brands={brands.data.items} mayEdit={mayEdit} />
          <Channels channels={channels.data.items} mayEdit={mayEdit} />
        </>
      )}
    </Page>
  );
}
