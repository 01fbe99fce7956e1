import { answer } from "@habitue/kit/api/client";
import { asProblem } from "@habitue/kit/api/problem";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { codeQuery, giftQuery, shopQuery } from "../api/queries";
import type { Me } from "../app/Pages";
import { go } from "../app/router";
import { key } from "../lib/key";
import { Button } from "../parts/Button";
import { LanguageChoice } from "../parts/LanguageChoice";
import { Part } from "../parts/Page";
import { Empty, Failed, Loaded, Waiting } from "../parts/states";
import { lastMoment, Words } from "./CouponCard";
import { SignInForm } from "./SignInForm";
import styles from "./sign-in.module.css";

/** What a link gives: a coupon of somebody's, or what a personal code or a word stands for. */
interface Wish {
  readonly gift: string | null;
  readonly word: string | null;
  readonly code: string | null;
}

/** The secret stands behind the #, so that no server along the way writes it down. */
function readWish(): Wish {
  const said = new URLSearchParams(location.hash.slice(1));
  return { gift: said.get("gift"), word: said.get("word"), code: said.get("code") };
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
      {!(me && wish.code) && <Waits wish={wish} />}
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
  const typed = wish.code || wish.word;
  if (typed) return <Typed code={typed} />;
  return <Empty title={t("claim.broken")} help={t("claim.brokenHelp")} />;
}

function Gift({ secret }: { secret: string }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <Loaded query={useQuery(giftQuery(secret))}>
      {(gift) => (
        <Part title={gift.name}>
          <p className={styles.note}>{gift.shop}</p>
          <Words words={gift.words} />
          <p className={styles.note}>
            {t("claim.waits", { moment: format.moment(gift.waits_until) })}
          </p>
        </Part>
      )}
    </Loaded>
  );
}

/** A personal code, as a receipt or a message has it, or a word for everybody. */
function Typed({ code }: { code: string }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const query = useQuery(codeQuery(code));
  // Whoever claimed it may be the one who looks, and is only not signed in.
  const mine = query.error && asProblem(query.error).code === "coupon.code_claimed";
  return (
    <>
      <Loaded query={query}>
        {(waits) => (
          <Part title={waits.name}>
            <p className={styles.note}>{waits.shop}</p>
            <Words words={waits.words} />
            {waits.until && (
              <p className={styles.note}>
                {t("claim.waits", { moment: format.moment(waits.until) })}
              </p>
            )}
          </Part>
        )}
      </Loaded>
      {mine && <p>{t("claim.perhapsYours")}</p>}
    </>
  );
}

function Take({ wish }: { wish: Wish }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const client = useQueryClient();
  const [name] = useState(key);
  const take = useMutation({
    mutationFn: () =>
      wish.gift
        ? answer(api.POST("/api/v1/me/gifts/take", { body: { secret: wish.gift } }))
        : answer(
            api.POST("/api/v1/me/coupons/claims", {
              body: { code: wish.code || wish.word || "", key: name },
            }),
          ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["coupons"] }),
  });
  // A personal code is the reader's own: there is nothing to decide. Claimed again it
  // is the same coupon.
  const { mutate, isIdle } = take;
  useEffect(() => {
    if (wish.code && isIdle) mutate();
  }, [wish.code, isIdle, mutate]);
  if (take.isSuccess) {
    return (
      <>
        <Part title={take.data.name}>
          <p className={styles.note}>{take.data.shop}</p>
          <Words words={take.data.words} />
          <p className={styles.note}>
            {t("coupons.until", { day: format.date(lastMoment(take.data.expires_at)) })}
          </p>
        </Part>
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
      {wish.code && take.isPending && <Waiting />}
      <Button onClick={() => go("/")}>{t("claim.home")}</Button>
    </>
  );
}
