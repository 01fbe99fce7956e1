import { answer } from "@habitue/kit/api/client";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { giftQuery, shopQuery } from "../api/queries";
import type { Me } from "../app/Pages";
import { go } from "../app/router";
import { key } from "../lib/key";
import { Button } from "../parts/Button";
import { LanguageChoice } from "../parts/LanguageChoice";
import { Part } from "../parts/Page";
import { Empty, Failed, Loaded } from "../parts/states";
import { SignInForm } from "./SignInPage";
import styles from "./sign-in.module.css";

/** What a link gives: a coupon of somebody's, or what a public word stands for. */
interface Wish {
  readonly gift: string | null;
  readonly word: string | null;
}

/** The secret stands behind the #, so that no server along the way writes it down. */
function readWish(): Wish {
  const said = new URLSearchParams(location.hash.slice(1));
  return { gift: said.get("gift"), word: said.get("word") };
}

/**
 * ClaimPage is where a link leads. Who is not signed in sees what waits and signs
 * in right here, so that the link is still there afterwards.
 */
export function ClaimPage({ me }: { me: Me | null }) {
  const { t } = useTranslation("me");
  const [wish] = useState(readWish);
  const shop = useQuery(shopQuery).data;
  return (
    <main className={styles.page}>
      <header>
        <p className={styles.shop}>{shop?.name}</p>
        <h1>{t("claim.title")}</h1>
      </header>
      <Waits wish={wish} />
      {me ? <Take wish={wish} /> : <SignInFirst />}
      <LanguageChoice />
    </main>
  );
}

function SignInFirst() {
  const { t } = useTranslation("me");
  return (
    <>
      <p>{t("claim.signIn")}</p>
      <SignInForm />
    </>
  );
}

function Waits({ wish }: { wish: Wish }) {
  const { t } = useTranslation("me");
  if (wish.gift) return <Gift secret={wish.gift} />;
  if (wish.word) return <Part title={t("claim.word", { word: wish.word })}>{null}</Part>;
  return <Empty title={t("claim.broken")} help={t("claim.brokenHelp")} />;
}

function Gift({ secret }: { secret: string }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <Loaded query={useQuery(giftQuery(secret))}>
      {(gift) => (
        <Part title={gift.name}>
          {gift.words.map((words) => (
            <p key={words}>{words}</p>
          ))}
          <p className={styles.note}>
            {t("claim.waits", { moment: format.moment(gift.waits_until) })}
          </p>
        </Part>
      )}
    </Loaded>
  );
}

function Take({ wish }: { wish: Wish }) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const [name] = useState(key);
  const take = useMutation({
    mutationFn: () =>
      wish.gift
        ? answer(api.POST("/api/v1/me/gifts/take", { body: { secret: wish.gift } }))
        : answer(
            api.POST("/api/v1/me/coupons/claims", { body: { code: wish.word ?? "", key: name } }),
          ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["coupons"] }),
  });
  if (take.isSuccess) {
    return (
      <>
        <p role="status">{t("claim.got", { name: take.data.name })}</p>
        <Button main onClick={() => go("/coupons")}>
          {t("claim.open")}
        </Button>
      </>
    );
  }
  return (
    <>
      {take.error && <Failed thrown={take.error} />}
      {(wish.gift || wish.word) && (
        <Button main disabled={take.isPending} onClick={() => take.mutate()}>
          {t("claim.take")}
        </Button>
      )}
      <Button onClick={() => go("/")}>{t("claim.home")}</Button>
    </>
  );
}
