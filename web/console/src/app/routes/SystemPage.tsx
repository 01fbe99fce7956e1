import { getRouteApi } from "@tanstack/react-router";
import { Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { Checks } from "../../features/system/Checks";
import { Jobs } from "../../features/system/Jobs";
import { Overview } from "../../features/system/Overview";
import { ReplicaTab } from "../../features/system/ReplicaTab";
import { Tables } from "../../features/system/Tables";
import { LateWords } from "../LateWords";
import { type SystemTab, systemTabs } from "../searches";
import { SystemNotices } from "./SystemNotices";

const route = getRouteApi("/frame/system");

/** The operator's page: how the program is, what it does by itself, and what to do about it. */
export function SystemPage() {
  return (
    <LateWords of="system">
      <Tabbed />
    </LateWords>
  );
}

const contents: Record<SystemTab, () => ReactNode> = {
  overview: () => <Overview />,
  notices: () => <SystemNotices />,
  jobs: () => <Jobs />,
  check: () => <Checks />,
  replica: () => <ReplicaTab />,
  data: () => <Tables />,
};

function Tabbed() {
  const { t } = useTranslation("system");
  const { tab = "overview" } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t("title")} purpose={t("purpose")}>
      <Tabs
        activeKey={tab}
        onChange={(key) => {
          const chosen = systemTabs.find((name) => name === key);
          void navigate({ search: { tab: chosen }, replace: true, resetScroll: false });
        }}
        destroyOnHidden
        items={systemTabs.map((key) => ({
          key,
          label: t(`tab.${key}`),
          children: key === tab ? contents[key]() : null,
        }))}
      />
    </Page>
  );
}
