import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { settingsQuery } from "../../features/org/api/get-settings";
import { storesQuery } from "../../features/org/api/list-stores";
import { methodsQuery } from "../../features/payment/api/methods";
import { Charges } from "../../features/payment/Charges";
import { Differences } from "../../features/payment/Differences";
import { type PaymentSearch, type PaymentTab, paymentTabs } from "../../features/payment/filter";
import { Methods } from "../../features/payment/Methods";
import styles from "../../features/payment/payment.module.css";
import { Statements } from "../../features/payment/Reconcile";
import { Refunds } from "../../features/payment/Refunds";
import { SettlementPolicy } from "../../features/payment/SettlementPolicy";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/payments");

/** Money that was collected and given back, and whether the providers' books say the same. */
export function PaymentsPage() {
  return (
    <LateWords of="payment">
      <Payments />
    </LateWords>
  );
}

function Payments() {
  const { t } = useTranslation("payment");
  const { tab = "charges", ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (search: PaymentSearch) =>
    void navigate({ search, replace: true, resetScroll: false });
  return (
    <Page title={t("page.title")} purpose={t("page.purpose")}>
      <Tabs
        activeKey={tab}
        onChange={(key) => go({ tab: paymentTabs.find((name) => name === key) })}
        destroyOnHidden
        items={paymentTabs.map((key) => ({
          key,
          label: t(`tab.${key}`),
          children: (
            <Content tab={key} filter={filter} onChange={(next) => go({ tab: key, ...next })} />
          ),
        }))}
      />
    </Page>
  );
}

interface ContentProps {
  readonly tab: PaymentTab;
  readonly filter: PaymentSearch;
  readonly onChange: (filter: PaymentSearch) => void;
}

function Content({ tab, filter, onChange }: ContentProps) {
  switch (tab) {
    case "charges":
      return <AllCharges filter={filter} onChange={onChange} />;
    case "refunds":
      return (
        <Panel>
          <Refunds state={filter.refund} onChange={(refund) => onChange({ refund })} />
        </Panel>
      );
    case "reconcile":
      return <Reconciling filter={filter} onChange={onChange} />;
    case "methods":
      return (
        <Panel>
          <Methods />
        </Panel>
      );
  }
}

function AllCharges({ filter, onChange }: Omit<ContentProps, "tab">) {
  const stores = useQuery(storesQuery).data?.items ?? [];
  return (
    <Panel>
      <Charges filter={filter} stores={stores} onChange={onChange} />
    </Panel>
  );
}

/** Open differences first: they wait for somebody; then the days that were compared. */
function Reconciling({ filter, onChange }: Omit<ContentProps, "tab">) {
  const { t } = useTranslation("payment");
  const currency = useQuery(settingsQuery).data?.currency ?? "CNY";
  const methods = useQuery(methodsQuery).data?.items ?? [];
  const providers = [...new Set(methods.flatMap(({ provider }) => provider ?? []))];
  return (
    <div className={styles.panels}>
      <Panel title={t("differences.title")}>
        <SettlementPolicy currency={currency} />
        <Differences filter={filter} onChange={onChange} />
      </Panel>
      <Panel title={t("statements.title")}>
        <Statements
          currency={currency}
          providers={providers}
          onDay={(day) => onChange({ settled: "all", day })}
        />
      </Panel>
    </div>
  );
}
