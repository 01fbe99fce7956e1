import { answer } from "@habitue/kit/api/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { identitiesQuery, meQuery, shopQuery } from "../api/queries";
import { device } from "../lib/key";
import { gaveUp, isKnown, makePasskey, signWithPasskey } from "../lib/passkey";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import parts from "../parts/parts.module.css";
import { Refusal } from "../parts/Refusal";
import styles from "./details.module.css";
import type { Passkey } from "./IdentitiesPage";

/** Trouble is why there is no key: the person, the device or the server did not want it. */
function Trouble({ thrown }: { thrown: unknown }) {
  const { t } = useTranslation("me");
  if (!gaveUp(thrown) && !isKnown(thrown)) return <Refusal thrown={thrown} />;
  return (
    <p role="alert" className={parts.refusal}>
      {t(gaveUp(thrown) ? "identities.passkeys.cancelled" : "identities.passkeys.known")}
    </p>
  );
}

function ask(use: "bind" | "prove") {
  return answer(api.POST("/api/v1/me/passkeys/asks", { body: { use, device: device() } }));
}

interface PasskeyFormProps {
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

/** PasskeyForm has a key made in this device. */
export function PasskeyForm({ onDone, onLeave }: PasskeyFormProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const shop = useQuery(shopQuery).data?.name ?? "";
  const person = useQuery(meQuery).data?.name ?? null;
  const [name, setName] = useState(() => t("identities.passkeys.defaultName"));
  const add = useMutation({
    mutationFn: async () => {
      const made = await makePasskey(await ask("bind"), { shop, person });
      return answer(api.POST("/api/v1/me/passkeys", { body: { ...made, name } }));
    },
    onSuccess: (now) => {
      client.setQueryData(identitiesQuery.queryKey, now);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.note}>{t("identities.passkeys.help")}</p>
      <Field
        label={t("identities.passkeys.name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        required
        maxLength={40}
      />
      {add.error && <Trouble thrown={add.error} />}
      <Button main type="submit" disabled={add.isPending || name.trim() === ""}>
        {t("identities.passkeys.addVerb")}
      </Button>
      <Button onClick={onLeave}>{t("identities.leave")}</Button>
    </form>
  );
}

interface PasskeyEndProps extends PasskeyFormProps {
  readonly passkey: Passkey;
}

/** PasskeyEnd takes a key's word away, after a word of what follows. */
export function PasskeyEnd({ passkey, onDone, onLeave }: PasskeyEndProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () =>
      answer(api.DELETE("/api/v1/me/passkeys/{id}", { params: { path: { id: passkey.id } } })),
    onSuccess: (now) => {
      client.setQueryData(identitiesQuery.queryKey, now);
      onDone();
    },
  });
  return (
    <div className={styles.form}>
      <p>{t("identities.passkeys.removeHelp", { name: passkey.name })}</p>
      {end.error && <Refusal thrown={end.error} />}
      <Button main disabled={end.isPending} onClick={() => end.mutate()}>
        {t("identities.passkeys.remove")}
      </Button>
      <Button onClick={onLeave}>{t("identities.leave")}</Button>
    </div>
  );
}

/** PasskeyProof shows by a key that it is oneself. */
export function PasskeyProof() {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const prove = useMutation({
    mutationFn: async () => {
      const shown = await signWithPasskey(await ask("prove"), {
        signal: new AbortController().signal,
      });
      return answer(api.POST("/api/v1/me/proof/passkey", { body: shown }));
    },
    onSuccess: (now) => client.setQueryData(identitiesQuery.queryKey, now),
  });
  return (
    <>
      <Button disabled={prove.isPending} onClick={() => prove.mutate()}>
        {t("identities.passkeys.prove")}
      </Button>
      {prove.error && <Trouble thrown={prove.error} />}
    </>
  );
}
