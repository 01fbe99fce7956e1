import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { TagList } from "../../features/member/tag/TagList";
import { useCan } from "../../lib/permissions";

/** What staff may say of members by hand. */
export function TagsPage() {
  const { t } = useTranslation("care");
  const can = useCan();
  return (
    <Page
      title={t("tags.page")}
      purpose={t("tags.purpose")}
      above={<Link to="/members">{t("tags.back")}</Link>}
    >
      <TagList mayEdit={can("member:tags")} />
    </Page>
  );
}
