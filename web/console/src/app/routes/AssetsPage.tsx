import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Skeleton, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { adjustReasonsQuery } from "../../features/ledger/api/adjust-reasons";
import { assetsQuery } from "../../features/ledger/api/list-assets";
import { AssetList } from "../../features/ledger/asset/AssetList";
import { NewAssetDialog } from "../../features/ledger/asset/NewAssetDialog";
import { ReasonsDialog } from "../../features/ledger/asset/ReasonsDialog";
import { settingsQuery } from "../../features/org/api/get-settings";
import { type OrgBrand, orgBrandsQuery } from "../../features/org/api/list-brands";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

/** What members' accounts count, and what each of it does. */
export function AssetsPage() {
  return (
    <LateWords of="asset">
      <Assets />
    </LateWords>
  );
}

function Assets() {
  const { t } = useTranslation("asset");
  const mayPublish = useCan()("ledger:publish");
  const { data, error, isPending, refetch } = useQuery(assetsQuery);
  const brands = useQuery(orgBrandsQuery).data?.items ?? [];
  return (
    <Page
      title={t("list.title")}
      purpose={t("list.purpose")}
      action={mayPublish && <Acts brands={brands} />}
    >
      <Panel>
        {isPending && <Skeleton active paragraph={{ rows: 4 }} />}
        {!data && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <EmptyState title={t("list.none")} />}
        {data && data.items.length > 0 && <AssetList assets={data.items} brands={brands} />}
      </Panel>
    </Page>
  );
}

/** What whoever publishes rules may do: make an asset, and edit the reasons of adjusting. */
function Acts({ brands }: { brands: readonly OrgBrand[] }) {
  const { t } = useTranslation("asset");
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const [listing, setListing] = useState(false);
  const reasons = useQuery(adjustReasonsQuery).data?.items;
  const currency = useQuery(settingsQuery).data?.currency ?? "CNY";
  return (
    <Space>
      {reasons && <Button onClick={() => setListing(true)}>{t("reasons.title")}</Button>}
      <Button type="primary" onClick={() => setMaking(true)}>
        {t("make.title")}
      </Button>
      <NewAssetDialog
        brands={brands}
        currency={currency}
        open={making}
        onClose={() => setMaking(false)}
        onMade={({ code }) =>
          void navigate({ to: "/ledger/assets/$asset", params: { asset: code } })
        }
      />
      {reasons && (
        <ReasonsDialog reasons={reasons} open={listing} onClose={() => setListing(false)} />
      )}
    </Space>
  );
}
