import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Alert } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "../../features/staff/api/get-session";
import { SignInForm } from "../../features/staff/SignInForm";
import { safeNext } from "../../lib/next";
import { AppearanceSwitch } from "../frame/AppearanceSwitch";
import { LanguageSwitch } from "../frame/LanguageSwitch";
import { chosenLanguage, useSpeaking } from "../language";
import { enterWith } from "../session";
import styles from "./sign-in.module.css";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { t } = useTranslation("app");
  const { next, leaving } = route.useSearch();
  const { language, speak } = useSpeaking();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  useEffect(() => {
    document.title = `${t("signIn.title")} · ${t("product")}`;
  }, [t]);

  const enter = async (session: Session) => {
    enterWith(queryClient, session);
    // The account's language, unless this browser's reader chose one by hand.
    const { locale } = session.staff;
    if (!chosenLanguage() && locale !== language) await speak(locale);
    await navigate({ href: safeNext(next), replace: true });
  };

  return (
    <div className={styles.page}>
      <header className={styles.switches}>
        <LanguageSwitch />
        <AppearanceSwitch />
      </header>
      <main className={styles.card}>
        <div className={styles.brand}>
          <img src="/favicon.svg" alt="" width={40} height={40} />
          <div>
            <h1>{t("signIn.title")}</h1>
            <p>{t("product")}</p>
          </div>
        </div>
        {leaving && <Alert type="info" showIcon title={t(`signIn.${leaving}`)} />}
        <SignInForm onSignedIn={enter} />
        <p className={styles.help}>{t("signIn.help")}</p>
      </main>
    </div>
  );
}
