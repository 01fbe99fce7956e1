import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Restored } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { linkTo } from "../app/router";
import { Button } from "../parts/Button";
import { Shared } from "../parts/Shared";
import { Failed } from "../parts/states";
import styles from "./coupons.module.css";

export type Coupon = Restored<Schemas["MyCoupon"]>;

/** CouponCard is one coupon, and what can be done with it. */
export function CouponCard({ coupon }: { coupon: Coupon }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const over = !["held", "locked", "offered"].includes(coupon.status);
  return (
    <li className={styles.coupon} data-over={over || undefined}>
      <h2>{coupon.name}</h2>
      {coupon.words.map((words) => (
        <p key={words}>{words}</p>
      ))}
      <p className={styles.note}>
        {t(`coupons.status.${coupon.status}`)}
        {!over && ` · ${t("coupons.until", { moment: format.moment(coupon.expires_at) })}`}
        {coupon.redeemed_at && ` · ${format.moment(coupon.redeemed_at)}`}
      </p>
      {!over && <Giving coupon={coupon} />}
    </li>
  );
}

/** Giving puts the coupon behind a link that somebody else may take, once. */
function Giving({ coupon }: { coupon: Coupon }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const client = useQueryClient();
  const path = { params: { path: { coupon: coupon.id } } };
  const again = () => client.invalidateQueries({ queryKey: ["coupons"] });
  const offer = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/coupons/{coupon}/offer", path)),
  });
  const back = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/coupons/{coupon}/take-back", path)),
    onSuccess: () => {
      offer.reset();
      return again();
    },
  });
  const offered = coupon.status === "offered" || offer.isSuccess;
  if (!coupon.giveable) return null;
  return (
    <>
      {(offer.error || back.error) && <Failed thrown={offer.error ?? back.error} />}
      {offer.data?.secret && (
        <Shared
          address={linkTo(`/claim#gift=${offer.data.secret}`)}
          title={coupon.name}
          help={t("coupons.linkHelp", { moment: format.moment(offer.data.waits_until) })}
        />
      )}
      <div className={styles.acts}>
        {offered && (
          <Button small disabled={back.isPending} onClick={() => back.mutate()}>
            {t("coupons.takeBack")}
          </Button>
        )}
        {!offer.isSuccess && (
          <Button small disabled={offer.isPending} onClick={() => offer.mutate()}>
            {offered ? t("coupons.newLink") : t("coupons.give")}
          </Button>
        )}
      </div>
    </>
  );
}
