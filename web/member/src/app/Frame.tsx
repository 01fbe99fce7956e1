import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "../parts/Icon";
import styles from "./frame.module.css";
import { Link, usePath } from "./router";

const tabs: readonly { readonly to: string; readonly icon: IconName; readonly name: TabName }[] = [
  { to: "/", icon: "card", name: "home" },
  { to: "/coupons", icon: "coupon", name: "coupons" },
  { to: "/points", icon: "points", name: "points" },
  { to: "/me", icon: "person", name: "me" },
];
type TabName = "home" | "coupons" | "points" | "me";

/** Frame is what stands around every page of a member: four places at the thumb. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("me");
  const path = usePath();
  return (
    <>
      <main className={styles.page}>{children}</main>
      <nav className={styles.tabs} aria-label={t("tabs.label")}>
        {tabs.map(({ to, icon, name }) => (
          <Link key={to} to={to} aria-current={isAt(path, to) ? "page" : undefined}>
            <Icon name={icon} />
            <span>{t(`tabs.${name}`)}</span>
          </Link>
        ))}
      </nav>
    </>
  );
}

function isAt(path: string, tab: string): boolean {
  return tab === "/" ? path === "/" : path === tab || path.startsWith(`${tab}/`);
}
