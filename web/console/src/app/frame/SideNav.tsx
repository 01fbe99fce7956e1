import { MenuFoldOutlined, MenuUnfoldOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Tooltip } from "antd";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { Waiting } from "../../features/staff/approval/Waiting";
import { PermissionsContext } from "../../lib/permissions";
import { Brand } from "./Brand";
import styles from "./frame.module.css";
import { hasPagesBelow, type NavigationPage, visibleNavigation } from "./navigation";

interface SideNavProps {
  readonly collapsed: boolean;
  readonly onToggle: () => void;
}

/**
 * A list of links under headings. Not a `menu`: that role is for commands and
 * takes the arrow keys away from whoever reads with the keyboard.
 */
export function SideNav({ collapsed, onToggle }: SideNavProps) {
  const { t } = useTranslation("app");
  const groups = visibleNavigation(useContext(PermissionsContext));
  return (
    <nav className={styles.side} aria-label={t("frame.navigation")}>
      <Brand collapsed={collapsed} />
      {groups.map((group) => (
        <section
          key={group.name}
          className={styles.group}
          aria-label={collapsed ? t(`navigation.${group.name}`) : undefined}
        >
          {collapsed ? <hr /> : <h2>{t(`navigation.${group.name}`)}</h2>}
          <ul>
            {group.pages.map((page) => (
              <li key={page.to}>
                <PageLink page={page} collapsed={collapsed} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Button
        className={styles.toggle}
        type="text"
        icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        aria-label={t(collapsed ? "frame.expand" : "frame.collapse")}
        aria-expanded={!collapsed}
        onClick={onToggle}
      />
    </nav>
  );
}

function PageLink({ page, collapsed }: { page: NavigationPage; collapsed: boolean }) {
  const { t } = useTranslation("app");
  const name = t(`navigation.${page.name}`);
  return (
    <Tooltip title={collapsed ? name : null} placement="right">
      <Link
        to={page.to}
        className={styles.link}
        activeOptions={{ exact: hasPagesBelow(page) }}
        activeProps={{ "data-active": "true" }}
        aria-label={collapsed ? name : undefined}
      >
        <page.icon aria-hidden />
        {!collapsed && <span>{name}</span>}
        {page.name === "approvals" && <Waiting />}
      </Link>
    </Tooltip>
  );
}
