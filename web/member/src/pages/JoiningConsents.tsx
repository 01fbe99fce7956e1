import type { Schemas } from "@habitue/kit/api/types";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { consentQuestionsQuery } from "../api/queries";
import styles from "./sign-in.module.css";

type Answer = Schemas["MyAnswer"];

interface JoiningConsentsProps {
  readonly agreed: readonly Answer[];
  readonly onChange: (agreed: readonly Answer[]) => void;
}

/**
 * What who joins is asked to agree to. Nothing is ticked beforehand, and nothing has
 * to be ticked; what one is served by needs no word and is not asked.
 */
export function JoiningConsents({ agreed, onChange }: JoiningConsentsProps) {
  const { t } = useTranslation("me");
  const questions = useQuery(consentQuestionsQuery).data?.items ?? [];
  const open = questions.filter(({ answers }) => answers.some(({ granted }) => !granted));
  if (open.length === 0) return null;
  return (
    <>
      <p className={styles.note}>{t("signIn.consents")}</p>
      {open.map(({ purpose, title, body, text_version, answers }) => (
        <label key={purpose} className={styles.remember}>
          <input
            type="checkbox"
            checked={agreed.some((one) => one.purpose === purpose)}
            onChange={(event) => {
              const others = agreed.filter((one) => one.purpose !== purpose);
              const these = answers.map(({ channel }) => ({
                purpose,
                text_version,
                granted: true,
                ...(channel && { channel }),
              }));
              onChange(event.target.checked ? [...others, ...these] : others);
            }}
          />
          <span>
            {title}
            <small className={styles.note}>{` ${body}`}</small>
          </span>
        </label>
      ))}
    </>
  );
}
