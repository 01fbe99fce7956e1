import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { consentsQuery, meQuery } from "../api/queries";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Failed, Loaded } from "../parts/states";
import styles from "./consents.module.css";

type Answer = Schemas["MyAnswer"];

/** ConsentsPage says what one agreed to, by purpose and channel; each change holds at once. */
export function ConsentsPage() {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const state = useQuery(meQuery).data?.minor;
  const minor = state === "pending" || state === "agreed";
  const change = useMutation({
    mutationFn: (said: Answer) =>
      answer(api.PUT("/api/v1/me/consents", { body: { answers: [said] } })),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: consentsQuery.queryKey });
      // Who came of age was asked by it.
      if (state) await client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
    },
  });
  return (
    <Page title={t("consents.title")} back="/me">
      <p className={styles.note}>{t(minor ? "guardian.served" : "consents.help")}</p>
      {change.error && <Failed thrown={change.error} />}
      <Loaded query={useQuery(consentsQuery)}>
        {({ items }) =>
          items
            .filter(({ purpose }) => !minor || purpose === "service")
            .map((one) => (
              <Part key={one.purpose} title={one.title}>
                <p className={styles.note}>{one.body}</p>
                <Rows>
                  {one.answers.map(({ channel, granted }) => {
                    const name = channel ? t(`consents.channel.${channel}`) : t("consents.agree");
                    return (
                      <Row
                        key={channel ?? "all"}
                        title={name}
                        value={
                          <input
                            type="checkbox"
                            className={styles.switch}
                            aria-label={`${one.title} ${name}`}
                            checked={granted}
                            disabled={change.isPending}
                            onChange={(event) =>
                              change.mutate({
                                purpose: one.purpose,
                                granted: event.target.checked,
                                text_version: one.text_version,
                                ...(channel && { channel }),
                              })
                            }
                          />
                        }
                      />
                    );
                  })}
                </Rows>
              </Part>
            ))
        }
      </Loaded>
    </Page>
  );
}
