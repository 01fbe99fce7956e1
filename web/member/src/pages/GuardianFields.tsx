import { answer } from "@habitue/kit/api/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { guardianQuery } from "../api/queries";
import { device } from "../lib/key";
import { CodeField } from "../parts/CodeField";
import { Field } from "../parts/Field";
import { Refusal } from "../parts/Refusal";
import { Loaded } from "../parts/states";
import styles from "./sign-in.module.css";

/** Who agrees for a minor; without text_version he has not agreed. */
export interface Agreeing {
  readonly phone: string;
  readonly code: string;
  readonly text_version: number;
}

/** nobodyYet has agreed to nothing. */
export const nobodyYet: Agreeing = { phone: "", code: "", text_version: 0 };

interface GuardianFieldsProps {
  readonly said: Agreeing;
  readonly onChange: (said: Agreeing) => void;
}

/** GuardianFields lets the guardian of a minor read, show by a code who he is, and agree. */
export function GuardianFields({ said, onChange }: GuardianFieldsProps) {
  const { t } = useTranslation("me");
  const sending = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/me/guardian/codes", { body: { phone: said.phone, device: device() } }),
      ),
  });
  return (
    <fieldset className={styles.guardian}>
      <legend>{t("guardian.title")}</legend>
      <p className={styles.note}>{t("guardian.help")}</p>
      <Field
        label={t("guardian.phone")}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={said.phone}
        maxLength={40}
        onChange={(event) => onChange({ ...said, phone: event.target.value })}
        required
      />
      <CodeField
        label={t("guardian.code")}
        code={said.code}
        onCode={(code) => onChange({ ...said, code })}
        sending={sending}
        ready={said.phone.trim().length >= 5}
      />
      {sending.error && <Refusal thrown={sending.error} />}
      <Loaded query={useQuery(guardianQuery)}>
        {({ text_version, title, body }) => (
          <label className={styles.remember}>
            <input
              type="checkbox"
              checked={said.text_version === text_version}
              onChange={(event) =>
                onChange({ ...said, text_version: event.target.checked ? text_version : 0 })
              }
              required
            />
            <span>
              {title}
              <small className={styles.note}>{` ${body}`}</small>
            </span>
          </label>
        )}
      </Loaded>
    </fieldset>
  );
}
