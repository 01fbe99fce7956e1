import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { Requests } from "../../features/privacy/Requests";

/** What members asked for by right, until when it is due, and what was done. */
export function RequestsPage() {
  const { t } = useTranslation("privacy");
  return (
    <Page title={t("title")} purpose={t("purpose")} above={<Link to="/members">{t("back")}</Link>}>
      <Requests />
    </Page>
  );
}
