import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { RuleInForce } from "../../components/rule/RuleInForce";
import { Versions } from "../../components/rule/Versions";
import { assetQuery } from "../../features/ledger/api/get-asset";
import { assetRulesQuery } from "../../features/ledger/api/list-asset-rules";
import { RenameDialog } from "../../features/ledger/asset/RenameDialog";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { editOf } from "../searches";

const route = getRouteApi("/frame/ledger/assets/$asset");

/** One asset: its rule in words, and every version of it. */
export function AssetPage() {
  return (
    <LateWords of="asset">
      <Shown />
    </LateWords>
  );
}

function Shown() {
  const { t } = useTranslation("asset");
  const { asset: code } = route.useParams();
  const navigate = useNavigate();
  const mayPublish = useCan()("ledger:publish");
  const query = useQuery(assetQuery(code));
  const live = useQuery({ ...assetQuery(code), select: ({ rule }) => rule });
  const versions = useQuery(assetRulesQuery(code)).data?.items;
  const [renaming, setRenaming] = useState(false);
  const edit = (search = {}) =>
    void navigate({ to: "/ledger/assets/$asset/edit", params: { asset: code }, search });
  const asset = query.data;
  return (
    <Page
      title={asset?.name ?? code}
      purpose={asset && t("page.purpose", { kind: t(`kind.${asset.kind}`), code })}
      above={<Link to="/ledger/assets">{t("list.title")}</Link>}
      action={
        mayPublish &&
        asset && (
          <Space>
            <Button onClick={() => setRenaming(true)}>{t("rename.title")}</Button>
            <Button type="primary" onClick={() => edit()}>
              {t("page.draft")}
            </Button>
          </Space>
        )
      }
    >
      <RuleInForce query={live} />
      {versions && (
        <Panel title={t("page.versions")}>
          <Versions
            list={versions}
            label={t("page.versions")}
            onEdit={mayPublish ? (version) => edit(editOf(version)) : undefined}
          />
        </Panel>
      )}
      {asset && <RenameDialog asset={asset} open={renaming} onClose={() => setRenaming(false)} />}
    </Page>
  );
}
