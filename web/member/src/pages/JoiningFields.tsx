import type { Schemas } from "@habitue/kit/api/types";
import { useTranslation } from "react-i18next";
import { arrival } from "../app/arrival";
import { Field } from "../parts/Field";
import { JoiningConsents } from "./JoiningConsents";
import styles from "./sign-in.module.css";

/** What somebody says who joins. */
export interface Joining {
  readonly name: string;
  readonly birthday: string;
  readonly consents: readonly Schemas["MyAnswer"][];
}

/** newcomer has said nothing yet. */
export const newcomer: Joining = { name: "", birthday: "", consents: [] };

/** toJoin is what the server is told, with where one comes from. */
export function toJoin({ name, birthday, consents }: Joining): Schemas["SelfJoining"] {
  return {
    ...arrival(),
    ...(name && { name }),
    ...(birthday && { birthday: birthday.slice(5) }),
    ...(consents.length > 0 && { consents: [...consents] }),
  };
}

interface JoiningFieldsProps {
  readonly said: Joining;
  readonly onChange: (said: Joining) => void;
}

/** JoiningFields asks a newcomer what he likes to say; nothing of it has to be said. */
export function JoiningFields({ said, onChange }: JoiningFieldsProps) {
  const { t } = useTranslation("me");
  return (
    <>
      <p role="status" className={styles.note}>
        {t("signIn.welcome")}
      </p>
      <Field
        label={t("signIn.name")}
        autoComplete="name"
        value={said.name}
        maxLength={80}
        onChange={(event) => onChange({ ...said, name: event.target.value })}
      />
      <Field
        label={t("signIn.birthday")}
        type="date"
        autoComplete="bday"
        value={said.birthday}
        onChange={(event) => onChange({ ...said, birthday: event.target.value })}
      />
      <p className={styles.note}>{t("signIn.birthdayHelp")}</p>
      <JoiningConsents
        agreed={said.consents}
        onChange={(consents) => onChange({ ...said, consents })}
      />
    </>
  );
}
