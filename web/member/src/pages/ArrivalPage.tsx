import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { meQuery, shopQuery } from "../api/queries";
import { go } from "../app/router";
import { device } from "../lib/key";
import { Button } from "../parts/Button";
import { Refusal } from "../parts/Refusal";
import { Waiting } from "../parts/states";
import { SignInForm } from "./SignInForm";
import styles from "./sign-in.module.css";
import { VouchedJoining } from "./VouchedJoining";

/** The state of who was signed in when he went begins so. */
const own = "my_";

const kept = ["shop", "me", "arrival"];

/**
 * ArrivalPage is where sign-in providers send one back to. The code in the address is
 * taken out of it at once, and given to the server once.
 */
export function ArrivalPage() {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const [said] = useState(() => new URLSearchParams(location.search));
  const state = said.get("state") ?? "";
  useEffect(() => history.replaceState(null, "", location.pathname), []);
  const arrived = useQuery({
    queryKey: ["arrival", state],
    queryFn: () => arrive(state, said),
    enabled: state !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const to = state === "" ? "/" : arrived.data?.to;
  useEffect(() => {
    if (to === undefined) return;
    // Another may have been signed in here before: nothing of his stays.
    client.removeQueries({ predicate: ({ queryKey }) => !kept.includes(String(queryKey[0])) });
    void client.resetQueries({ queryKey: meQuery.queryKey });
    go(to);
  }, [to, client]);
  const back = state.startsWith(own) ? "/me/identities" : "/";
  return (
    <main className={styles.page}>
      {arrived.error ? (
        <>
          <h1>{t("arrival.failed")}</h1>
          <Refusal thrown={arrived.error} />
          <Button main onClick={() => go(back)}>
            {t("arrival.back")}
          </Button>
        </>
      ) : arrived.data?.unknown ? (
        <Unknown arrival={arrived.data.unknown} />
      ) : (
        <Waiting />
      )}
    </main>
  );
}

interface Outcome {
  /** Where to go on; nowhere yet for whom nobody knows. */
  readonly to?: string;
  readonly unknown?: Schemas["Arrival"];
}

async function arrive(state: string, said: URLSearchParams): Promise<Outcome> {
  const code = said.get("code");
  const issuer = said.get("iss");
  const body = {
    state,
    device: device(),
    refused: !code,
    ...(code && { code }),
    ...(issuer && { issuer }),
  };
  if (state.startsWith(own)) {
    const { return_to } = await answer(api.POST("/api/v1/me/identities/answers", { body }));
    return { to: return_to || "/me/identities" };
  }
  const arrival = await answer(api.POST("/api/v1/me/session/answers", { body }));
  return arrival.session ? { to: arrival.return_to || "/" } : { unknown: arrival };
}

/** Unknown is somebody whom nobody is known by yet: he shows who he is, or joins. */
function Unknown({ arrival }: { arrival: Schemas["Arrival"] }) {
  const { t } = useTranslation("me");
  const shop = useQuery(shopQuery).data;
  const [joining, setJoining] = useState(false);
  const title = arrival.provider.title;
  const enter = () => go(arrival.return_to || "/");
  return (
    <>
      <header>
        <p className={styles.shop}>{shop?.name}</p>
        <h1>{t("arrival.first", { title })}</h1>
      </header>
      {joining ? (
        <VouchedJoining
          name={arrival.name ?? ""}
          onEntered={enter}
          onLeave={() => setJoining(false)}
        />
      ) : (
        <>
          <p className={styles.note}>{t("arrival.help", { title })}</p>
          <SignInForm
            email={arrival.email ?? undefined}
            name={arrival.name ?? undefined}
            vouched
            onEntered={enter}
          />
          {arrival.may_join && (
            <Button onClick={() => setJoining(true)}>{t("arrival.join", { title })}</Button>
          )}
        </>
      )}
    </>
  );
}
