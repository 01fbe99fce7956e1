import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Checkbox, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { latePolicyQuery } from "../../features/order/api/get-late-policy";
import { lateEntriesQuery } from "../../features/order/api/list-late-entries";
import { LatePolicyWords } from "../../features/order/LatePolicyWords";
import { LateSums } from "../../features/order/LateSums";
import { type LateRow, useLateColumns } from "../../features/order/late-columns";
import { settingsQuery } from "../../features/org/api/get-settings";

const route = getRouteApi("/frame/orders/late");

/** Receipts that staff attached later: what is allowed, who attaches how many, and each of them. */
export function LateEntriesPage() {
  const { t } = useTranslation("order");
  const { by, flagged } = route.useSearch();
  const setSearch = route.useNavigate();
  const navigate = useNavigate();
  const policy = useQuery(latePolicyQuery).data;
  const currency = useQuery(settingsQuery).data?.currency ?? "CNY";
  const open = ({ id }: LateRow) => navigate({ to: "/orders/$id", params: { id } });
  const filter = { by, flagged: flagged === "yes" || undefined };
  return (
    <Page title={t("late.title")} purpose={t("late.purpose")}>
      {policy && <LatePolicyWords policy={policy} currency={currency} />}
      <Panel title={t("late.byStaff")}>
        <LateSums onPick={(who) => void setSearch({ search: { by: who, flagged } })} />
      </Panel>
      <Panel
        title={t("late.entries")}
        extra={
          <Checkbox
            checked={flagged === "yes"}
            onChange={({ target }) =>
              void setSearch({ search: { by, flagged: target.checked ? "yes" : undefined } })
            }
          >
            {t("late.onlyFlagged")}
          </Checkbox>
        }
      >
        {by && (
          <Tag
            closable={{ "aria-label": t("filter.remove", { filter: by }) }}
            onClose={() => void setSearch({ search: { flagged } })}
          >
            {by}
          </Tag>
        )}
        <DataList
          query={useInfiniteQuery(lateEntriesQuery(filter))}
          columns={useLateColumns()}
          label={t("late.entries")}
          empty={<EmptyState title={t("late.none")}>{t("late.noneHelp")}</EmptyState>}
          onOpen={open}
        />
      </Panel>
    </Page>
  );
}
