import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import type { Finding } from "./api/promotions";
import styles from "./pricing.module.css";

/** What is provably odd about the promotions that are live; nothing where nothing is. */
export function FoundList({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation("pricing");
  if (findings.length === 0) return null;
  return (
    <Panel title={t("found.title", { count: findings.length })}>
      <div className={styles.findings}>
        {findings.map((finding) => (
          <Found key={finding.promotion.id + finding.code} finding={finding} isNamed />
        ))}
      </div>
    </Panel>
  );
}

/** One finding: that a promotion applies to nothing, or what it comes to beside another. */
export function Found({ finding, isNamed = false }: { finding: Finding; isNamed?: boolean }) {
  const { t } = useTranslation("pricing");
  const { promotion, never, words } = finding;
  return (
    <Alert
      type={never ? "warning" : "info"}
      showIcon
      title={
        <>
          {isNamed && (
            <>
              <Link to="/promotions/$promotion" params={{ promotion: promotion.id }}>
                {promotion.name}
              </Link>
              {t("found.colon")}
            </>
          )}
          {words}
          {never && ` ${t("found.never")}`}
        </>
      }
    />
  );
}
