import { answer } from "@habitue/kit/api/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { identitiesQuery } from "../api/queries";
import { device } from "../lib/key";
import { Button } from "../parts/Button";
import { CodeField } from "../parts/CodeField";
import { Field } from "../parts/Field";
import { Refusal } from "../parts/Refusal";
import styles from "./details.module.css";
import type { Held } from "./IdentitiesPage";

export type ReachKind = "phone" | "email";

interface BindFormProps {
  readonly kind: ReachKind;
  /** In whose place it comes; without one it is one more. */
  readonly replaced?: Held | undefined;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

/** BindForm makes a phone or an e-mail one's own by a code that is sent to it. */
export function BindForm({ kind, replaced, onDone, onLeave }: BindFormProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const [value, setValue] = useState("");
  const [code, setCode] = useState("");
  const reached = () => ({
    ...(kind === "phone" ? { phone: value } : { email: value }),
    device: device(),
  });
  const sending = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/identities/codes", { body: reached() })),
  });
  const binding = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/me/identities", {
          body: { ...reached(), code, ...(replaced && { replaces: replaced.id }) },
        }),
      ),
    onSuccess: (now) => {
      client.setQueryData(identitiesQuery.queryKey, now);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    binding.mutate();
  };
  const thrown = binding.error ?? sending.error;
  return (
    <form className={styles.form} onSubmit={submit}>
      {replaced && (
        <p className={styles.note}>{t("identities.changeHelp", { shown: replaced.shown })}</p>
      )}
      <Field
        label={t(`identities.new.${kind}`)}
        type={kind === "phone" ? "tel" : "email"}
        inputMode={kind === "phone" ? "tel" : "email"}
        autoComplete={kind === "phone" ? "tel" : "email"}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        maxLength={kind === "phone" ? 40 : 254}
        required
      />
      <CodeField code={code} onCode={setCode} sending={sending} ready={value.trim().length >= 5} />
      {thrown && <Refusal thrown={thrown} />}
      <Button main type="submit" disabled={binding.isPending || code.length !== 6}>
        {t(replaced ? "identities.changeVerb" : "identities.bind")}
      </Button>
      <Button onClick={onLeave}>{t("identities.leave")}</Button>
    </form>
  );
}
