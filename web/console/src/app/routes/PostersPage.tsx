import { getRouteApi } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { PosterList } from "../../features/member/poster/PosterList";
import { Report } from "../../features/member/poster/Report";
import { useCan } from "../../lib/permissions";
import { posterTabs } from "../poster-routes";

const route = getRouteApi("/frame/members/posters");

/** Sheets by which people join, and what came of them. */
export function PostersPage() {
  const { t } = useTranslation("poster");
  const can = useCan();
  const { tab = "list", q, state, store, ...wish } = route.useSearch();
  const navigate = route.useNavigate();
  const [making, setMaking] = useState(false);
  const mayMake = can("member:posters");
  const tabs = posterTabs.filter((key) => key === "list" || can("insight:read"));
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      action={
        mayMake && (
          <Button
            type="primary"
            onClick={() => {
              void navigate({ search: { q, state, store } });
              setMaking(true);
            }}
          >
            {t("new")}
          </Button>
        )
      }
    >
      <Panel>
        <Tabs
          activeKey={tab}
          onChange={(key) =>
            void navigate({ search: { tab: posterTabs.find((one) => one === key) }, replace: true })
          }
          items={tabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
        />
        {tab === "list" ? (
          <PosterList
            filter={{ q, state, store }}
            mayMake={mayMake}
            making={making}
            onMaking={setMaking}
            onFilter={(search) => void navigate({ search, replace: true })}
          />
        ) : (
          <Report
            wish={wish}
            onChange={(next) =>
              void navigate({ search: { tab: "report", ...next }, replace: true })
            }
          />
        )}
      </Panel>
    </Page>
  );
}
