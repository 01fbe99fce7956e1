import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { detailsQuery } from "../api/queries";
import { Asked } from "../parts/Asked";
import { Button } from "../parts/Button";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Failed, Loaded } from "../parts/states";
import styles from "./details.module.css";

type Details = Schemas["MyDetails"];

/** DetailsPage asks what the shop would like to know, and says what it knows. */
export function DetailsPage() {
  const { t } = useTranslation("me");
  return (
    <Page title={t("details.title")} back="/me">
      <Loaded query={useQuery(detailsQuery)}>{(details) => <Form details={details} />}</Loaded>
    </Page>
  );
}

function Form({ details: { completeness, fields } }: { details: Details }) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const [typed, setTyped] = useState<Record<string, string[]>>({});
  const save = useMutation({
    mutationFn: () => answer(api.PUT("/api/v1/me/details", { body: { values: typed } })),
    onSuccess: (known) => {
      setTyped({});
      client.setQueryData(detailsQuery.queryKey, known);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <>
      <Part>
        <p className={styles.note}>{t("details.complete", { percent: completeness.percent })}</p>
        <progress max={100} value={completeness.percent} aria-label={t("details.title")} />
        {completeness.missing.length > 0 && (
          <p className={styles.note}>
            {t("details.missing", {
              names: completeness.missing.map(({ name }) => name).join(t("details.and")),
            })}
          </p>
        )}
        <Rows>
          <Row title={t("addresses.title")} to="/me/addresses" />
        </Rows>
      </Part>
      {fields.length > 0 && (
        <Part title={t("details.more")}>
          <form className={styles.form} onSubmit={submit}>
            {fields.map((field) => (
              <Asked
                key={field.code}
                field={field}
                values={typed[field.code] ?? field.values}
                onChange={(values) => setTyped({ ...typed, [field.code]: values })}
              />
            ))}
            {save.error && <Failed thrown={save.error} />}
            {save.isSuccess && Object.keys(typed).length === 0 && (
              <p role="status">{t("details.saved")}</p>
            )}
            <Button main type="submit" disabled={save.isPending || Object.keys(typed).length === 0}>
              {t("details.save")}
            </Button>
          </form>
        </Part>
      )}
    </>
  );
}
