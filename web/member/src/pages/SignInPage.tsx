import { answer } from "@habitue/kit/api/client";
import { asProblem } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { meQuery, shopQuery } from "../api/queries";
import { arrival } from "../app/arrival";
import { device } from "../lib/key";
import { Button } from "../parts/Button";
import { CodeField } from "../parts/CodeField";
import { Field } from "../parts/Field";
import { LanguageChoice } from "../parts/LanguageChoice";
import { Refusal } from "../parts/Refusal";
import { JoiningConsents } from "./JoiningConsents";
import styles from "./sign-in.module.css";

/** SignInPage signs somebody in by a code, and lets who is no member yet join with the same one. */
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
      <LanguageChoice />
    </main>
  );
}

/** SignInForm is the form alone, for pages that are seen before one signs in. */
export function SignInForm() {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const [phone, setPhone] = useState("");
  const [code, setCode] = useState("");
  const [remember, setRemember] = useState(true);
  const [joining, setJoining] = useState(false);
  const [name, setName] = useState("");
  const [birthday, setBirthday] = useState("");
  const [consents, setConsents] = useState<readonly Schemas["MyAnswer"][]>([]);
  const agreed = useId();

  const sending = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/codes", { body: { phone, device: device() } })),
  });
  const entering = useMutation({
    mutationFn: () => {
      const join = joining
        ? {
            ...arrival(),
            ...(name && { name }),
            ...(birthday && { birthday: birthday.slice(5) }),
            ...(consents.length > 0 && { consents: [...consents] }),
          }
        : undefined;
      return answer(
        api.POST("/api/v1/me/session", {
          body: { phone, code, remember, device: device(), ...(join && { join }) },
        }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
    onError: (thrown) => {
      if (asProblem(thrown).code === "member.not_joined") setJoining(true);
    },
  });
  const refused =
    entering.error && asProblem(entering.error).code !== "member.not_joined" && entering.error;
  const trouble = refused || sending.error;

  const enter = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate();
  };
  return (
    <form className={styles.form} onSubmit={enter}>
      <Field
        label={t("signIn.phone")}
        type="tel"
        autoComplete="tel"
        inputMode="tel"
        value={phone}
        readOnly={joining}
        onChange={(event) => setPhone(event.target.value)}
        required
        maxLength={40}
      />
      <CodeField
        code={code}
        onCode={setCode}
        sending={sending}
        ready={phone.trim().length >= 5}
        fixed={joining}
      />
      {joining && (
        <>
          <p role="status" className={styles.note}>
            {t("signIn.welcome")}
          </p>
          <Field
            label={t("signIn.name")}
            autoComplete="name"
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
          />
          <Field
            label={t("signIn.birthday")}
            type="date"
            autoComplete="bday"
            value={birthday}
            onChange={(event) => setBirthday(event.target.value)}
          />
          <p className={styles.note}>{t("signIn.birthdayHelp")}</p>
          <JoiningConsents agreed={consents} onChange={setConsents} />
        </>
      )}
      {trouble && <Refusal thrown={trouble} />}
      <label className={styles.remember} htmlFor={agreed}>
        <input
          id={agreed}
          type="checkbox"
          checked={remember}
          onChange={(event) => setRemember(event.target.checked)}
        />
        {t("signIn.remember")}
      </label>
      <Button main type="submit" disabled={entering.isPending || code.length !== 6 || !phone}>
        {joining ? t("signIn.join") : t("signIn.enter")}
      </Button>
      {joining && (
        <Button
          onClick={() => {
            setJoining(false);
            entering.reset();
          }}
        >
          {t("signIn.otherPhone")}
        </Button>
      )}
    </form>
  );
}
