import { useTranslation } from "react-i18next";
import { Link } from "../app/router";
import { LanguageChoice } from "../parts/LanguageChoice";
import { PosterHead } from "./PosterHead";
import { ProviderButtons } from "./ProviderButtons";
import { SignInForm } from "./SignInForm";
import styles from "./sign-in.module.css";

/** SignInPage signs somebody in, and lets who is no member yet join with the code he has. */
export function SignInPage() {
  const { t } = useTranslation("me");
  return (
    <main className={styles.page}>
      <PosterHead />
      <SignInForm />
      <ProviderButtons />
      <LanguageChoice />
      <Link to="/privacy" className={styles.privacy}>
        {t("policy.title")}
      </Link>
    </main>
  );
}
