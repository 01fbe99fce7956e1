import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { Texts } from "../../features/member/consent/Texts";
import { useCan } from "../../lib/permissions";

/** What members are asked to agree to, and how it was worded before. */
export function ConsentTextsPage() {
  const { t } = useTranslation("person");
  const can = useCan();
  return (
    <Page
      title={t("texts.title")}
      purpose={t("texts.purpose")}
      above={<Link to="/members">{t("back")}</Link>}
    >
      <Texts mayWrite={can("member:texts")} />
    </Page>
  );
}
