import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Flex, Skeleton, Tabs } from "antd";
import { type ComponentType, lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { aboutQuery } from "../../features/system/api/get-about";
import { Overview } from "../../features/system/Overview";
import { LateWords } from "../LateWords";
import { type SystemTab, systemTabs } from "../searches";

const route = getRouteApi("/frame/system");

/** The operator's page: how the program is, what it does by itself, and what to do about it. */
export function SystemPage() {
  return (
    <LateWords of="system">
      <Tabbed />
    </LateWords>
  );
}

const SystemKeys = lazy(async () => ({ default: (await import("./SystemKeys")).SystemKeys }));
const SystemIndexKeys = lazy(async () => ({
  default: (await import("./SystemIndexKeys")).SystemIndexKeys,
}));

/** What runs and whether it is well; below it the keys, of which few have to know. */
function Front() {
  return (
    <Flex vertical gap={16}>
      <Overview />
      <SystemKeys />
      <SystemIndexKeys />
    </Flex>
  );
}

/** What most come for is there at once; the rest is fetched when somebody looks. */
const contents: Record<SystemTab, ComponentType> = {
  overview: Front,
  notices: lazy(async () => ({ default: (await import("./SystemNotices")).SystemNotices })),
  jobs: lazy(async () => ({ default: (await import("../../features/system/Jobs")).Jobs })),
  check: lazy(async () => ({ default: (await import("../../features/system/Checks")).Checks })),
  replica: lazy(async () => ({
    default: (await import("../../features/system/ReplicaTab")).ReplicaTab,
  })),
  data: lazy(async () => ({ default: (await import("../../features/system/Tables")).Tables })),
};

function Tabbed() {
  const { t } = useTranslation("system");
  const { tab = "overview" } = route.useSearch();
  const navigate = route.useNavigate();
  const Content = contents[tab];
  const about = useQuery(aboutQuery);
  if (about.isError && !about.data) {
    // Whoever may not see this may see nothing of it, and is told once.
    return (
      <Page title={t("title")} purpose={t("purpose")}>
        <ProblemView thrown={about.error} onRetry={() => void about.refetch()} />
      </Page>
    );
  }
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
          children: key === tab && (
            <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
              <Content />
            </Suspense>
          ),
        }))}
      />
    </Page>
  );
}
