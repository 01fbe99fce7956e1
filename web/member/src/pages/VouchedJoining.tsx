import { answer } from "@habitue/kit/api/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { meQuery, shopQuery } from "../api/queries";
import { device } from "../lib/key";
import { Button } from "../parts/Button";
import { type Joining, JoiningFields, newcomer, toJoin } from "./JoiningFields";
import styles from "./sign-in.module.css";

interface VouchedJoiningProps {
  /** As the provider has it. */
  readonly name: string;
  readonly onEntered: () => void;
  readonly onLeave: () => void;
}

/** VouchedJoining lets somebody join by the word of a sign-in provider alone. */
export function VouchedJoining({ name, onEntered, onLeave }: VouchedJoiningProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const minorAge = useQuery(shopQuery).data?.minor_age ?? 0;
  const [joining, setJoining] = useState<Joining>({ ...newcomer, name });
  const entering = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/me/session/joining", {
          body: { join: toJoin(joining, minorAge), remember: true, device: device() },
        }),
      ),
    onSuccess: () => {
      onEntered();
      return client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <JoiningFields said={joining} refused={entering.error} onChange={setJoining} />
      <Button main type="submit" disabled={entering.isPending}>
        {t("signIn.join")}
      </Button>
      <Button onClick={onLeave}>{t("arrival.show")}</Button>
    </form>
  );
}
