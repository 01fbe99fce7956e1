import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Restored } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { linkTo } from "../app/router";
import { Button } from "../parts/Button";
import { Shared } from "../parts/Shared";
import { Failed } from "../parts/states";
import styles from "./coupons.module.css";

export type Coupon = Restored<Schemas["MyCoupon"]>;

/** CouponCard is one coupon: where it is good, what it does, and what can be done with it. */
export function CouponCard({ coupon }: { coupon: Coupon }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const over = !["held", "locked", "offered"].includes(coupon.status);
  const when = over
    ? coupon.redeemed_at && format.moment(coupon.redeemed_at)
    : t("coupons.until", { day: format.date(lastMoment(coupon.expires_at)) });
  return (
    <li className={styles.coupon} data-over={over || undefined} data-waits={!!coupon.cannot}>
      <p className={styles.shop}>{coupon.shop}</p>
      <h2>{coupon.name}</h2>
      <Words words={coupon.words} />
      <p className={styles.note}>
        {[(over || !coupon.cannot) && t(`coupons.status.${coupon.status}`), when]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {!over && coupon.cannot && <p className={styles.cannot}>{coupon.cannot.text}</p>}
      {!over && <Giving coupon={coupon} />}
    </li>
  );
}

/** The end is exclusive, and midnight as a rule: what is read is the last day. */
export function lastMoment(end: Coupon["expires_at"]): Coupon["expires_at"] {
  return new Date(Date.parse(end) - 1).toISOString() as Coupon["expires_at"];
}

/** What it is worth stands there; the small print opens. */
export function Words({ words: [first, ...rest] }: { words: readonly string[] }) {
  const { t } = useTranslation("me");
  return (
    <>
      <p>{first}</p>
      {rest.length > 0 && (
        <details className={styles.print}>
          <summary>{t("coupons.rules")}</summary>
          <ul>
            {rest.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Giving puts the coupon behind a link that somebody else may take, once. */
function Giving({ coupon }: { coupon: Coupon }) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const path = { params: { path: { coupon: coupon.id } } };
  const again = () => client.invalidateQueries({ queryKey: ["coupons"] });
  const offer = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/coupons/{coupon}/offer", path)),
    onSuccess: () => {
      setAsked(false);
      return again();
    },
  });
  const back = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/coupons/{coupon}/take-back", path)),
    onSuccess: () => {
      offer.reset();
      return again();
    },
  });
  if (!coupon.giveable || coupon.status === "locked") return null;
  const offered = coupon.status === "offered" || offer.isSuccess;
  const busy = offer.isPending || back.isPending;
  return (
    <>
      {(offer.error || back.error) && <Failed thrown={offer.error ?? back.error} />}
      {offer.data?.secret && (
        <Shared
          address={linkTo(`/claim#gift=${offer.data.secret}`)}
          title={coupon.name}
          help={t("coupons.linkHelp")}
        />
      )}
      {asked && (
        <p className={styles.note} role="status">
          {t(offered ? "coupons.newLinkHelp" : "coupons.giveHelp")}
        </p>
      )}
      <div className={styles.acts}>
        {asked ? (
          <>
            <Button small disabled={busy} onClick={() => setAsked(false)}>
              {t("coupons.keep")}
            </Button>
            <Button small main disabled={busy} onClick={() => offer.mutate()}>
              {t("coupons.makeLink")}
            </Button>
          </>
        ) : (
          <>
            {offered && (
              <Button small disabled={busy} onClick={() => back.mutate()}>
                {t("coupons.takeBack")}
              </Button>
            )}
            {!offer.isSuccess && (
              <Button small onClick={() => setAsked(true)}>
                {t(offered ? "coupons.newLink" : "coupons.give")}
              </Button>
            )}
          </>
        )}
      </div>
    </>
  );
}
