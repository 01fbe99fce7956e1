import { answer } from "@habitue/kit/api/client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { allCouponsQuery, heldCouponsQuery, offersQuery } from "../api/queries";
import { key } from "../lib/key";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { More } from "../parts/More";
import { Page, Part } from "../parts/Page";
import { Empty, Failed, Loaded } from "../parts/states";
import { type Coupon, CouponCard, Words } from "./CouponCard";
import styles from "./coupons.module.css";

const views = ["held", "centre", "all"] as const;
type View = (typeof views)[number];

/** CouponsPage is the wallet, the claim centre, and what was. */
export function CouponsPage() {
  const { t } = useTranslation("me");
  const [view, setView] = useState<View>(location.hash === "#centre" ? "centre" : "held");
  return (
    <Page title={t("coupons.title")}>
      <div
        className={styles.views}
        role="tablist"
        aria-label={t("coupons.title")}
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
          const next = views[views.indexOf(view) + step];
          if (step === 0 || !next) return;
          setView(next);
          document.getElementById(`tab-${next}`)?.focus();
        }}
      >
        {views.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={one === view}
            tabIndex={one === view ? 0 : -1}
            aria-controls="coupons"
            onClick={() => setView(one)}
          >
            {t(`coupons.${one}`)}
          </button>
        ))}
      </div>
      <div id="coupons" role="tabpanel" aria-labelledby={`tab-${view}`} className={styles.panel}>
        {view === "held" && <Wallet />}
        {view === "centre" && <Centre />}
        {view === "all" && <Past />}
      </div>
    </Page>
  );
}

function Wallet() {
  const { t } = useTranslation("me");
  const query = useQuery(heldCouponsQuery);
  useSeen(query.data?.items);
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t("coupons.none")} help={t("coupons.noneHelp")} />
        ) : (
          <ul className={styles.list}>
            {items.map((coupon) => (
              <CouponCard key={coupon.id} coupon={coupon} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

/** useSeen tells the shop that coupons were looked at, which is how it learns why some are not used. */
function useSeen(coupons: readonly Coupon[] | undefined): void {
  const fresh = useMemo(
    () => (coupons ?? []).filter(({ seen_at }) => !seen_at).map(({ id }) => id),
    [coupons],
  );
  useEffect(() => {
    if (fresh.length > 0) void api.POST("/api/v1/me/coupons/seen", { body: { coupons: fresh } });
  }, [fresh]);
}

function Past() {
  const { t } = useTranslation("me");
  const query = useInfiniteQuery(allCouponsQuery);
  return (
    <>
      <Loaded query={query}>
        {({ pages }) => {
          const coupons = pages.flatMap(({ items }) => items);
          return coupons.length === 0 ? (
            <Empty title={t("coupons.never")} help={t("coupons.noneHelp")} />
          ) : (
            <ul className={styles.list}>
              {coupons.map((coupon) => (
                <CouponCard key={coupon.id} coupon={coupon} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <More query={query} />
    </>
  );
}

function Centre() {
  const { t } = useTranslation("me");
  return (
    <>
      <Typed />
      <Loaded query={useQuery(offersQuery)}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("claim.none")} help={t("claim.noneHelp")} />
          ) : (
            <ul className={styles.list}>
              {items.map((offer) => (
                <li key={offer.template_id} className={styles.coupon}>
                  <p className={styles.shop}>{offer.shop}</p>
                  <h2>{offer.name}</h2>
                  <Words words={offer.words} />
                  {offer.left && (
                    <p className={styles.cannot}>{t("claim.left", { count: offer.left })}</p>
                  )}
                  <Claim template={offer.template_id} more={offer.more} had={offer.had} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

/** useClaim keeps its own name for a claim until it is answered, so that a lost answer gives no second coupon. */
function useClaim() {
  const client = useQueryClient();
  const [name, setName] = useState(key);
  return useMutation({
    mutationFn: (wish: { template_id?: never; code: string } | { template_id: Coupon["id"] }) =>
      answer(api.POST("/api/v1/me/coupons/claims", { body: { ...wish, key: name } })),
    onSuccess: () => {
      setName(key());
      return client.invalidateQueries({ queryKey: ["coupons"] });
    },
  });
}

interface ClaimProps {
  readonly template: Coupon["id"];
  readonly more: boolean;
  readonly had: number;
}

function Claim({ template, more, had }: ClaimProps) {
  const { t } = useTranslation("me");
  const claim = useClaim();
  return (
    <>
      {claim.error && <Failed thrown={claim.error} />}
      <div className={styles.acts}>
        <Button
          main
          small
          disabled={!more || claim.isPending}
          onClick={() => claim.mutate({ template_id: template })}
        >
          {more ? t("claim.claim") : had > 0 ? t("claim.had") : t("claim.gone")}
        </Button>
      </div>
    </>
  );
}

/** Typed takes a code from a receipt or a word from a poster. */
function Typed() {
  const { t } = useTranslation("me");
  const [code, setCode] = useState("");
  const claim = useClaim();
  const enter = (event: FormEvent) => {
    event.preventDefault();
    claim.mutate({ code: code.trim() }, { onSuccess: () => setCode("") });
  };
  return (
    <Part>
      <form className={styles.typed} onSubmit={enter}>
        <Field
          label={t("claim.code")}
          value={code}
          maxLength={60}
          autoCapitalize="characters"
          autoComplete="off"
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" disabled={!code.trim() || claim.isPending}>
          {t("claim.redeem")}
        </Button>
      </form>
      {claim.error && <Failed thrown={claim.error} />}
      {claim.data && <p role="status">{t("claim.got", { name: claim.data.name })}</p>}
    </Part>
  );
}
