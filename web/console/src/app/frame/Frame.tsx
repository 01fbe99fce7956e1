import { ReaderContext } from "@habitue/kit/format/reader";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Outlet } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { LevelOrderContext } from "../../components/LevelTag";
import { settingsQuery } from "../../features/org/api/get-settings";
import { sessionQuery } from "../../features/staff/api/get-session";
import { ladderQuery } from "../../features/tier/api/get-ladder";
import { PermissionsContext } from "../../lib/permissions";
import { useSpeaking } from "../language";
import { useCollapsed } from "./collapsed";
import { Freshness } from "./Freshness";
import styles from "./frame.module.css";
import { Header } from "./Header";
import { SideNav } from "./SideNav";

const route = getRouteApi("/frame");

/** Frame is what stands around every page: navigation, header, and the shop's facts. */
export function Frame() {
  const { t } = useTranslation("app");
  const { language } = useSpeaking();
  const { session: entered } = route.useRouteContext();
  const session = useQuery(sessionQuery).data ?? entered;
  const settings = useSuspenseQuery(settingsQuery).data;
  const ladder = useQuery(ladderQuery).data;
  const [collapsed, toggle] = useCollapsed();

  const permissions = useMemo(() => new Set(session.permissions), [session.permissions]);
  const reader = useMemo(() => ({ language, zone: settings.zone }), [language, settings.zone]);
  const order = useMemo(() => (ladder ? ladder.body.levels.map(({ code }) => code) : []), [ladder]);

  return (
    <PermissionsContext value={permissions}>
      <ReaderContext value={reader}>
        <LevelOrderContext value={order}>
          <a className={styles.skip} href="#page">
            {t("frame.skip")}
          </a>
          <div className={styles.frame} data-collapsed={collapsed}>
            <SideNav collapsed={collapsed} onToggle={toggle} />
            <div className={styles.column}>
              <Header shop={settings.name} staff={session.staff} />
              <main id="page" tabIndex={-1} className={styles.page}>
                <Outlet />
              </main>
              {permissions.has("system:read") && <Freshness />}
            </div>
          </div>
        </LevelOrderContext>
      </ReaderContext>
    </PermissionsContext>
  );
}
