import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  balancesQuery,
  passQuery,
  shopQuery,
  storedValueQuery,
  usableCouponsQuery,
} from "../api/queries";
import type { Me } from "../app/Pages";
import { Link } from "../app/router";
import { Barcode, QrCode } from "../parts/Codes";
import { Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Loaded } from "../parts/states";
import { Climb } from "./Climb";
import styles from "./home.module.css";
import { MinorNote } from "./MinorNote";
import { TierNews } from "./TierNews";

/** HomePage is the card, as it is shown at a till, and what it is worth. */
export function HomePage({ me }: { me: Me }) {
  const { t } = useTranslation("me");
  const shop = useQuery(shopQuery).data;
  return (
    <div className={styles.stack}>
      <section className={styles.card} aria-label={t("home.card")}>
        <header>
          <h1>{shop?.name ?? ""}</h1>
          <Link to="/tier" className={styles.level}>
            {me.level.name}
          </Link>
        </header>
        <p className={styles.name}>{me.name ?? me.phone_masked}</p>
        <Pass />
      </section>
      <TierNews />
      <MinorNote me={me} />
      <Figures />
      <Part title={t("home.climb")}>
        <Climb />
      </Part>
      <Part>
        <Rows>
          <Row title={t("orders.title")} to="/orders" />
          <Row title={t("tier.title")} note={me.level.name} to="/tier" />
          <Row title={t("claim.centre")} to="/coupons#centre" />
        </Rows>
      </Part>
    </div>
  );
}

/** The code changes by itself, twice within its minute. */
function Pass() {
  const { t } = useTranslation("me");
  return (
    <Loaded query={useQuery(passQuery)}>
      {(pass) => (
        <div className={styles.pass}>
          <QrCode text={pass.text} label={t("home.qr")} />
          <Barcode text={pass.number} label={t("home.barcode")} />
          <p className={styles.number}>{pass.number.replace(/(\d{4})(?=\d)/g, "$1 ")}</p>
          <small>{t("home.passHelp")}</small>
        </div>
      )}
    </Loaded>
  );
}

function Figures() {
  const { t } = useTranslation("me");
  const format = useFormat();
  const points = useQuery(balancesQuery).data?.items.find(({ asset }) => asset === "points");
  const coupons = useQuery(usableCouponsQuery).data?.items.length;
  const value = useQuery(storedValueQuery).data;
  return (
    <nav className={styles.figures} aria-label={t("home.have")}>
      <Link to="/points">
        <strong>{points ? format.number(points.available) : "–"}</strong>
        <span>{t("tabs.points")}</span>
      </Link>
      <Link to="/coupons">
        <strong>{coupons ?? "–"}</strong>
        <span>{t("tabs.coupons")}</span>
      </Link>
      <Link to="/stored-value">
        <strong>
          {value ? format.moneyBrief(sum(value.principal, value.bonus), value.currency) : "–"}
        </strong>
        <span>{t("value.title")}</span>
      </Link>
    </nav>
  );
}

function sum<Amount extends number>(one: Amount, other: Amount): Amount {
  return (one + other) as Amount;
}
