import { answer } from "@habitue/kit/api/client";
import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { meQuery, shopQuery } from "../api/queries";
import { device } from "../lib/key";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { CodeField } from "../parts/CodeField";
import { Field } from "../parts/Field";
import { PasswordField } from "../parts/PasswordField";
import { Refusal } from "../parts/Refusal";
import { type Joining, JoiningFields, newcomer, toJoin } from "./JoiningFields";
import { PasskeyEntry } from "./PasskeyEntry";
import styles from "./sign-in.module.css";

/** How one signs in; who forgot the password sets another with a code. */
type Way = "code" | "password" | "forgotten";

interface SignInFormProps {
  /** The e-mail that is typed already. */
  readonly email?: string | undefined;
  /** The name with which somebody would join. */
  readonly name?: string | undefined;
  /** Whether a sign-in provider vouched for who signs in, which he is known by from then on. */
  readonly vouched?: boolean;
  readonly onEntered?: () => void;
}

/** SignInForm is the form alone, for pages that are seen before one signs in. */
export function SignInForm({ email = "", name = "", vouched = false, onEntered }: SignInFormProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const minorAge = useQuery(shopQuery).data?.minor_age ?? 0;
  const [by, setBy] = useState<"phone" | "email">(email ? "email" : "phone");
  const [way, setWay] = useState<Way>("code");
  const [value, setValue] = useState(email);
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [remember, setRemember] = useState(true);
  const [joining, setJoining] = useState<Joining>();
  const agreed = useId();
  const reached = () => ({
    ...(by === "phone" ? { phone: value } : { email: value }),
    device: device(),
  });

  const sending = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/codes", { body: reached() })),
  });
  const entering = useMutation({
    mutationFn: () => {
      if (way === "password") {
        return answer(
          api.POST("/api/v1/me/session/password", { body: { ...reached(), password, remember } }),
        );
      }
      return answer(
        api.POST("/api/v1/me/session", {
          body: {
            ...reached(),
            code,
            remember,
            ...(way === "forgotten" && { new_password: password }),
            ...(vouched && { vouched: {} }),
            ...(joining && { join: toJoin(joining, minorAge) }),
          },
        }),
      );
    },
    onSuccess: () => {
      onEntered?.();
      return client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
    onError: (thrown) => {
      if (asProblem(thrown).code === "member.not_joined") {
        setWay("code");
        setJoining({ ...newcomer, name });
      }
    },
  });
  const refused =
    entering.error && asProblem(entering.error).code !== "member.not_joined" && entering.error;
  const trouble = refused || (way !== "password" && sending.error);
  const turn = (next: Way) => {
    setWay(next);
    setPassword("");
    entering.reset();
  };

  const enter = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate();
  };
  const complete = way === "password" ? password !== "" : code.length === 6;
  return (
    <form className={styles.form} onSubmit={enter}>
      {!joining && (
        <Choice
          label={t("signIn.by")}
          value={by}
          options={[
            ["phone", t("signIn.phone")],
            ["email", t("signIn.email")],
          ]}
          onChange={(chosen) => {
            setBy(chosen);
            setValue("");
            setCode("");
            sending.reset();
            entering.reset();
          }}
        />
      )}
      <Field
        key={by}
        label={t(by === "phone" ? "signIn.phone" : "signIn.email")}
        type={by === "phone" ? "tel" : "email"}
        // Where the browser keeps a passkey, it proposes that here, too.
        autoComplete={`${way === "password" ? "username" : by === "phone" ? "tel" : "email"} webauthn`}
        inputMode={by === "phone" ? "tel" : "email"}
        value={value}
        readOnly={joining !== undefined}
        onChange={(event) => setValue(event.target.value)}
        required
        maxLength={by === "phone" ? 40 : 254}
      />
      {way !== "password" && (
        <CodeField
          code={code}
          onCode={setCode}
          sending={sending}
          ready={value.trim().length >= 5}
          fixed={joining !== undefined}
        />
      )}
      {way !== "code" && (
        <PasswordField
          label={t(way === "password" ? "signIn.password" : "signIn.newPassword")}
          autoComplete={way === "password" ? "current-password" : "new-password"}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          required
          minLength={way === "password" ? 1 : 8}
          maxLength={200}
        />
      )}
      {way === "forgotten" && <p className={styles.note}>{t("signIn.forgottenHelp")}</p>}
      {joining && <JoiningFields said={joining} refused={trouble} onChange={setJoining} />}
      {trouble && !joining && <Refusal thrown={trouble} />}
      <label className={styles.remember} htmlFor={agreed}>
        <input
          id={agreed}
          type="checkbox"
          checked={remember}
          onChange={(event) => setRemember(event.target.checked)}
        />
        {t("signIn.remember")}
      </label>
      <Button main type="submit" disabled={entering.isPending || !complete || !value}>
        {joining ? t("signIn.join") : t(way === "forgotten" ? "signIn.reset" : "signIn.enter")}
      </Button>
      {joining ? (
        <Button
          onClick={() => {
            setJoining(undefined);
            entering.reset();
          }}
        >
          {t(by === "phone" ? "signIn.otherPhone" : "signIn.otherEmail")}
        </Button>
      ) : (
        !vouched && (
          <>
            <PasskeyEntry remember={remember} onEntered={onEntered} />
            <div className={styles.ways}>
              <Button small onClick={() => turn(way === "code" ? "password" : "code")}>
                {t(way === "code" ? "signIn.byPassword" : "signIn.byCode")}
              </Button>
              {way === "password" && (
                <Button small onClick={() => turn("forgotten")}>
                  {t("signIn.forgotten")}
                </Button>
              )}
            </div>
          </>
        )
      )}
    </form>
  );
}
