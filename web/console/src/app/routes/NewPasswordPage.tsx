import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { sessionQuery } from "../../features/staff/api/get-session";
import { ChangePassword } from "../../features/staff/ChangePassword";

/** Between a sign-in with a password for one use and everything else. */
export function NewPasswordPage() {
  const { t } = useTranslation("app");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const goOn = async () => {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    void navigate({ to: "/", replace: true });
  };
  return (
    <main style={{ padding: 24 }}>
      <Page title={t("newPassword.title")} purpose={t("newPassword.help")}>
        <ChangePassword forced open onClose={() => void goOn()} />
      </Page>
    </main>
  );
}
