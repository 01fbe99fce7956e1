import { Problem } from "@habitue/kit/api/problem";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./not-found.module.css";

/** An address that leads nowhere, and the way back. */
export function NotFound() {
  const { t } = useTranslation("app");
  return (
    <main className={styles.page}>
      <ProblemView thrown={new Problem({ status: 404 })} />
      <Link to="/">{t("notFound.home")}</Link>
    </main>
  );
}
