import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { shopQuery } from "../api/queries";
import { LanguageChoice } from "../parts/LanguageChoice";
import { ProviderButtons } from "./ProviderButtons";
import { SignInForm } from "./SignInForm";
import styles from "./sign-in.module.css";

/** SignInPage signs somebody in, and lets who is no member yet join with the code he has. */
export function SignInPage() {
  const { t } = useTranslation("me");
  const shop = useQuery(shopQuery).data;
  return (
    <main className={styles.page}>
      <header>
        <p className={styles.shop}>{shop?.name}</p>
        <h1>{t("signIn.title")}</h1>
      </header>
      <SignInForm />
      <ProviderButtons />
      <LanguageChoice />
    </main>
  );
}
