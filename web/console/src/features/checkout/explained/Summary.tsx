import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import type { Explained } from "../api/explain-checkout";
import styles from "../checkout.module.css";
import { Buyer, StateTag } from "../checkout-columns";

/** When, where and by whom, and the way from list price to what was payable. */
export function Summary({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  const place = [one.store?.name, one.channel?.name].filter(Boolean).join(t("separator"));
  return (
    <div className={styles.parts}>
      <Facts>
        <Fact name={t("fact.state")}>
          <StateTag state={one.state} />
        </Fact>
        <Fact name={t("fact.opened")}>
          <Moment at={one.opened_at} />
        </Fact>
        <Fact name={t(one.state === "open" ? "fact.expires" : "fact.ended")}>
          <Moment at={one.ended_at ?? one.expires_at} />
        </Fact>
        <Fact name={t("fact.order")}>
          {one.order_id && (
            <Link to="/orders/$id" params={{ id: one.order_id }}>
              {one.reference}
            </Link>
          )}
        </Fact>
      </Facts>
      <Facts>
        <Fact name={t("fact.member")}>
          <Buyer member={one.member} />
        </Fact>
        <Fact name={t("fact.level")}>{one.level?.name}</Fact>
        <Fact name={t("fact.place")}>{place || null}</Fact>
        <Fact name={t("fact.till")}>
          {[one.till, one.cashier].filter(Boolean).join(t("separator")) || null}
        </Fact>
        <Fact name={t("fact.source")}>{one.source}</Fact>
      </Facts>
      <Sum one={one} />
    </div>
  );
}

/** The sum as on a receipt: what there was, what each kind of offer took, what is left. */
function Sum({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  const steps = [
    ["list", one.list],
    ["member_off", -one.member_off],
    ["promotions_off", -one.promotions_off],
    ["coupons_off", -one.coupons_off],
    ["net", one.net],
    ["points_off", -one.points_off],
    ["stored_value", -one.stored_value],
    ["payable", one.payable],
  ] as const;
  const isSum = (key: string) => key === "net" || key === "payable";
  return (
    <dl className={styles.sum} aria-label={t("sum.title")}>
      {steps
        .filter(([key, amount]) => amount !== 0 || isSum(key))
        .map(([key, amount]) => {
          const className = isSum(key) ? styles.total : undefined;
          return [
            <dt key={key} className={className}>
              {t(`sum.${key}`)}
            </dt>,
            <dd key={`${key} amount`} className={className}>
              <Money amount={amount as Explained["list"]} currency={one.currency} />
            </dd>,
          ];
        })}
    </dl>
  );
}
