import { asProblem } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./code-field.module.css";
import { Field } from "./Field";

/** What sends a code, as a mutation tells it. */
export interface Sending {
  readonly data: Schemas["CodeSent"] | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly mutate: () => void;
}

interface CodeFieldProps {
  /** Whose code it is, where there are two. */
  readonly label?: string;
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly sending: Sending;
  /** Whether it is known where to send it. */
  readonly ready: boolean;
  /** The code is in use: neither it nor another can be asked for. */
  readonly fixed?: boolean;
}

/** CodeField takes a code, and has it sent as often as the server allows. */
export function CodeField({ label, code, onCode, sending, ready, fixed = false }: CodeFieldProps) {
  const { t } = useTranslation("me");
  const wait = useCountdown(waitOf(sending.data?.again_s, sending.error));
  return (
    <>
      <div className={styles.code}>
        <Field
          label={label ?? t("signIn.code")}
          autoComplete="one-time-code"
          inputMode="numeric"
          pattern="[0-9]{6}"
          maxLength={6}
          value={code}
          readOnly={fixed}
          onChange={(event) => onCode(event.target.value.replace(/\D/g, ""))}
          required
        />
        {!fixed && (
          <Button
            disabled={wait > 0 || sending.isPending || !ready}
            onClick={() => sending.mutate()}
          >
            {wait > 0 ? t("signIn.again", { seconds: wait }) : t("signIn.send")}
          </Button>
        )}
      </div>
      {sending.data && !fixed && (
        <p role="status" className={styles.note}>
          {t("signIn.sent", { minutes: Math.round(sending.data.lives_s / 60) })}
        </p>
      )}
    </>
  );
}

function waitOf(again: number | undefined, error: unknown): number {
  return (error ? asProblem(error).retryAfterSeconds : again) ?? 0;
}

function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => setLeft(seconds), [seconds]);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}
