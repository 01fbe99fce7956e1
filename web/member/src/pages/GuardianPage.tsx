import { answer } from "@habitue/kit/api/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { meQuery } from "../api/queries";
import { go } from "../app/router";
import { Button } from "../parts/Button";
import { Page, Part } from "../parts/Page";
import { Refusal } from "../parts/Refusal";
import styles from "./details.module.css";
import { GuardianFields, nobodyYet } from "./GuardianFields";

/** GuardianPage lets the guardian of a minor agree who is a member already. */
export function GuardianPage() {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const [said, setSaid] = useState(nobodyYet);
  const agreeing = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/guardian", { body: said })),
    onSuccess: () => {
      go("/");
      return client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    agreeing.mutate();
  };
  return (
    <Page title={t("guardian.title")} back="/">
      <Part>
        <form className={styles.form} onSubmit={submit}>
          <GuardianFields said={said} onChange={setSaid} />
          {agreeing.error && <Refusal thrown={agreeing.error} />}
          <Button main type="submit" disabled={agreeing.isPending || said.code.length !== 6}>
            {t("guardian.agree")}
          </Button>
        </form>
      </Part>
    </Page>
  );
}
