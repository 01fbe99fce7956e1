import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { assetWordsQuery, editAssetRule } from "../../features/ledger/api/edit-asset-rule";
import { assetQuery } from "../../features/ledger/api/get-asset";
import { assetRulesQuery } from "../../features/ledger/api/list-asset-rules";
import type { AssetRule } from "../../features/ledger/api/list-assets";
import { AssetRuleFields } from "../../features/ledger/asset/AssetRuleFields";
import { LimitFields } from "../../features/ledger/asset/LimitFields";
import { settingsQuery } from "../../features/org/api/get-settings";
import { rolesQuery } from "../../features/staff/api/list-roles";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { LateWords } from "../LateWords";
import { Editor } from "./editor/Editor";

const route = getRouteApi("/frame/ledger/assets/$asset/edit");

/** A draft of an asset's rule: edited, said in words, put before somebody. */
export function AssetEditPage() {
  return (
    <LateWords of="asset">
      <Edited />
    </LateWords>
  );
}

function Edited() {
  const { t } = useTranslation("asset");
  const { asset: code } = route.useParams();
  const navigate = route.useNavigate();
  const asset = useQuery(assetQuery(code)).data;
  const edit = useMemo(() => editAssetRule(code), [code]);
  return (
    <Editor<AssetRule, ReturnType<typeof useSentences>>
      title={t("edit.title", { name: asset?.name ?? code })}
      purpose={t("edit.purpose")}
      kind="asset_rule"
      asset={code}
      query={useQuery(assetRulesQuery(code))}
      search={route.useSearch()}
      above={{ to: "/ledger/assets", name: t("list.title") }}
      {...edit}
      stale={["ledger", "assets"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSentences}
    >
      {(rule, onChange, { error }) =>
        asset && <Parts kind={asset.kind} rule={rule} error={error} onChange={onChange} />
      }
    </Editor>
  );
}

function useSentences(rule: AssetRule) {
  const { asset } = route.useParams();
  return useQuery(assetWordsQuery(asset, useSettled(rule)));
}

interface PartsProps {
  readonly kind: Parameters<typeof AssetRuleFields>[0]["asset"]["kind"];
  readonly rule: AssetRule;
  readonly error: unknown;
  readonly onChange: (rule: AssetRule) => void;
}

function Parts({ kind, rule, error, onChange }: PartsProps) {
  const settings = useQuery(settingsQuery).data;
  const roles = (useQuery(rolesQuery).data?.items ?? []).filter(({ permissions }) =>
    permissions.includes("ledger:adjust"),
  );
  const money = {
    currency: settings?.currency ?? "CNY",
    exponent: settings?.currency_exponent ?? 2,
  };
  return (
    <>
      <AssetRuleFields
        asset={{ kind }}
        rule={rule}
        money={money}
        wrong={wrongBy(error)}
        onChange={onChange}
      />
      <LimitFields rule={rule} roles={roles} onChange={onChange} />
    </>
  );
}
