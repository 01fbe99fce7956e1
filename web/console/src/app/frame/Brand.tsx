import { useTranslation } from "react-i18next";
import styles from "./frame.module.css";

/** The product's sign and, where there is room, its name. */
export function Brand({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation("app");
  return (
    <div className={styles.brand}>
      <img src="/favicon.svg" alt={collapsed ? t("product") : ""} width={28} height={28} />
      {!collapsed && <strong>{t("product")}</strong>}
    </div>
  );
}
