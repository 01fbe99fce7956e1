import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { FieldList } from "../../features/member/field/FieldList";
import { useCan } from "../../lib/permissions";

/** What the retailer wants to know of members, and how much each of it counts. */
export function MemberFieldsPage() {
  const { t } = useTranslation("person");
  const can = useCan();
  return (
    <Page
      title={t("fields.title")}
      purpose={t("fields.purpose")}
      above={<Link to="/members">{t("back")}</Link>}
    >
      <FieldList mayEdit={can("member:fields")} />
    </Page>
  );
}
