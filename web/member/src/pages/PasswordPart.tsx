import { answer } from "@habitue/kit/api/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { identitiesQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { PasswordField } from "../parts/PasswordField";
import { Refusal } from "../parts/Refusal";
import styles from "./details.module.css";

interface PasswordFormProps {
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

/** PasswordForm sets the password by which one signs in. */
export function PasswordForm({ onDone, onLeave }: PasswordFormProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const set = useMutation({
    mutationFn: () => answer(api.PUT("/api/v1/me/password", { body: { password } })),
    onSuccess: (now) => {
      client.setQueryData(identitiesQuery.queryKey, now);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <PasswordField
        label={t("signIn.newPassword")}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        required
        minLength={8}
        maxLength={200}
      />
      <p className={styles.note}>{t("identities.passwordHelp")}</p>
      {set.error && <Refusal thrown={set.error} />}
      <Button main type="submit" disabled={set.isPending || password === ""}>
        {t("identities.passwordSet")}
      </Button>
      <Button onClick={onLeave}>{t("identities.leave")}</Button>
    </form>
  );
}

/** PasswordEnd takes the password away, after a word of what follows. */
export function PasswordEnd({ onDone, onLeave }: PasswordFormProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/me/password")),
    onSuccess: (now) => {
      client.setQueryData(identitiesQuery.queryKey, now);
      onDone();
    },
  });
  return (
    <div className={styles.form}>
      <p>{t("identities.passwordEndHelp")}</p>
      {end.error && <Refusal thrown={end.error} />}
      <Button main disabled={end.isPending} onClick={() => end.mutate()}>
        {t("identities.passwordEnd")}
      </Button>
      <Button onClick={onLeave}>{t("identities.leave")}</Button>
    </div>
  );
}
