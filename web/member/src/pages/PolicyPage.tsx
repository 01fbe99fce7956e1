import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { consentQuestionsQuery, shopQuery } from "../api/queries";
import { LanguageChoice } from "../parts/LanguageChoice";
import { Page, Part } from "../parts/Page";
import { Loaded } from "../parts/states";
import styles from "./sign-in.module.css";

const parts = ["joining", "scans", "rights"] as const;

/**
 * PolicyPage is what anybody may read before he tells anything: what we keep and what for,
 * what is asked in words of the shop's own, and what one may demand.
 */
export function PolicyPage() {
  const { t } = useTranslation("me");
  const shop = useQuery(shopQuery).data;
  return (
    <main className={styles.page}>
      <Page title={t("policy.title")} back="/">
        <p className={styles.shop}>{shop?.name}</p>
        {parts.map((part) => (
          <Part key={part} title={t(`policy.${part}.title`)}>
            <p>{t(`policy.${part}.text`)}</p>
          </Part>
        ))}
        <h2>{t("policy.asked")}</h2>
        <Loaded query={useQuery(consentQuestionsQuery)}>
          {({ items }) =>
            items.map(({ purpose, title, body }) => (
              <Part key={purpose} title={title}>
                <p>{body}</p>
              </Part>
            ))
          }
        </Loaded>
      </Page>
      <LanguageChoice />
    </main>
  );
}
