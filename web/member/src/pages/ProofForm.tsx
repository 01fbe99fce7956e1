import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { identitiesQuery } from "../api/queries";
import { device } from "../lib/key";
import { Button } from "../parts/Button";
import { CodeField } from "../parts/CodeField";
import fields from "../parts/field.module.css";
import { Refusal } from "../parts/Refusal";
import styles from "./details.module.css";
import type { Held } from "./IdentitiesPage";
import { PasskeyProof } from "./PasskeyPart";
import { useProviders } from "./ProviderButtons";
import { ProviderPart } from "./ProviderPart";

interface ProofFormProps {
  /** Where a code may be sent. */
  readonly ways: readonly Held[];
  /** Names of the sign-in providers that vouch for the member. */
  readonly bound: readonly string[];
  /** Whether the member has a passkey that signs in. */
  readonly passkeys: boolean;
  readonly onLeave: () => void;
}

/** ProofForm shows that it is oneself, where the sign-in is too old to be proof of it. */
export function ProofForm({ ways, bound, passkeys, onLeave }: ProofFormProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const chooser = useId();
  const [way, setWay] = useState(ways[0]?.id);
  const [code, setCode] = useState("");
  const sending = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/me/proof/codes", { body: { identity: chosen(way), device: device() } }),
      ),
  });
  const proving = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/me/proof", { body: { identity: chosen(way), code, device: device() } }),
      ),
    onSuccess: (now) => client.setQueryData(identitiesQuery.queryKey, now),
  });
  const vouching = useProviders().filter(({ name, way }) => way === "page" && bound.includes(name));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    proving.mutate();
  };
  const thrown = proving.error ?? sending.error;
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{t("identities.proof")}</p>
      {ways.length > 0 && (
        <>
          <div className={fields.field}>
            <label htmlFor={chooser}>{t("identities.proofBy")}</label>
            <select
              id={chooser}
              value={way ?? ""}
              onChange={(event) => {
                setWay(ways.find(({ id }) => id === event.target.value)?.id);
                sending.reset();
              }}
            >
              {ways.map(({ id, shown }) => (
                <option key={id} value={id}>
                  {shown}
                </option>
              ))}
            </select>
          </div>
          <CodeField code={code} onCode={setCode} sending={sending} ready={way !== undefined} />
          {thrown && <Refusal thrown={thrown} />}
          <Button main type="submit" disabled={proving.isPending || code.length !== 6}>
            {t("identities.proofVerb")}
          </Button>
        </>
      )}
      {passkeys && <PasskeyProof />}
      {vouching.map((provider) => (
        <ProviderPart key={provider.name} provider={provider} use="prove" />
      ))}
      <Button onClick={onLeave}>{t("identities.leave")}</Button>
    </form>
  );
}

function chosen(way: Id | undefined): Id {
  if (!way) throw new Error("nothing is chosen");
  return way;
}
