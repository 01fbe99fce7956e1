import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { FilterBar } from "../../components/FilterBar";
import { Page, Panel } from "../../components/Page";
import { settingsQuery } from "../../features/org/api/get-settings";
import { findingsQuery, promotionsQuery } from "../../features/pricing/api/promotions";
import { FoundList } from "../../features/pricing/Findings";
import { kinds, states } from "../../features/pricing/filter";
import { NewPromotionDialog } from "../../features/pricing/NewPromotionDialog";
import { usePromotionColumns } from "../../features/pricing/promotion-columns";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { promotionsSearch } from "../promotion-searches";

const route = getRouteApi("/frame/promotions");

/** Every promotion, and what is odd about those that are live. */
export function PromotionsPage() {
  return (
    <LateWords of="terms">
      <LateWords of="pricing">
        <Promotions />
      </LateWords>
    </LateWords>
  );
}

function Promotions() {
  const { t } = useTranslation(["pricing", "terms"]);
  const filter = route.useSearch();
  const setFilter = route.useNavigate();
  const navigate = useNavigate();
  const findings = useQuery(findingsQuery).data?.items ?? [];
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <Page title={t("list.title")} purpose={t("list.purpose")} action={<Acts />}>
      <FoundList findings={findings} />
      <Panel>
        <FilterBar<"q" | "status" | "kind">
          search={{ key: "q", label: t("list.find"), hint: t("list.search") }}
          choices={[
            {
              key: "status",
              label: t("list.status"),
              options: states.map((value) => ({ value, label: t(`status.${value}`) })),
            },
            {
              key: "kind",
              label: t("list.kind"),
              options: kinds.map((value) => ({ value, label: t(`terms:kind.${value}`) })),
            },
          ]}
          filter={filter}
          onChange={(next) => void setFilter({ search: promotionsSearch(next), replace: true })}
        />
        <DataList
          query={useInfiniteQuery(promotionsQuery(filter))}
          columns={usePromotionColumns(findings)}
          label={t("list.title")}
          empty={
            isNarrowed ? (
              <EmptyState title={t("list.noMatch")} />
            ) : (
              <EmptyState title={t("list.none")}>{t("list.noneHelp")}</EmptyState>
            )
          }
          minWidth={960}
          onOpen={({ id }) =>
            void navigate({ to: "/promotions/$promotion", params: { promotion: id } })
          }
        />
      </Panel>
    </Page>
  );
}

function Acts() {
  const { t } = useTranslation(["pricing", "terms"]);
  const can = useCan();
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const exponent = useQuery(settingsQuery).data?.currency_exponent ?? 2;
  return (
    <Space>
      <Link to="/promotions/calendar">{t("calendar.title")}</Link>
      {can("pricing:publish") && (
        <Button type="primary" onClick={() => setMaking(true)}>
          {t("make.title")}
        </Button>
      )}
      <NewPromotionDialog
        exponent={exponent}
        open={making}
        onClose={() => setMaking(false)}
        onMade={({ id }) =>
          void navigate({
            to: "/promotions/$promotion/edit",
            params: { promotion: id },
            search: { version: "2" },
          })
        }
      />
    </Space>
  );
}
