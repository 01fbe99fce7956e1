import type { Minor } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import styles from "../../../components/rule/rule.module.css";
import type { GoodsChoices } from "../../../components/terms/terms";
import type { Priced, Sample } from "../api/trial";
import own from "../pricing.module.css";

interface PricedViewProps {
  readonly priced: Priced;
  /** What the same basket comes to without the draft. */
  readonly without: Minor | undefined;
  readonly lines: Sample["lines"];
  readonly goods: GoodsChoices;
}

/** A priced basket: what each promotion takes off each line, what it comes to, and what was not applied. */
export function PricedView({ priced, without, lines, goods }: PricedViewProps) {
  const { t } = useTranslation("pricing");
  const format = useFormat();
  const { currency } = priced;
  const money = (amount: Minor) => format.money(amount, currency);
  const nameOf = (no: number) => {
    const line = lines[no - 1];
    const known = goods.articles.find(({ value }) => value === line?.article)?.label;
    return `${known ?? line?.article ?? ""} × ${format.number(line?.quantity ?? 0)}`;
  };
  const offerOf = (id: string) => priced.applied.find(({ offer }) => offer === id)?.name ?? id;
  const off = (name: string, amount: Minor, key = name) => (
    <div className={own.less} key={key}>
      <span>{name}</span>
      <span className="kit-figure">−{money(amount)}</span>
    </div>
  );
  return (
    <section className={own.receipt} aria-label={t("sample.receipt")} aria-live="polite">
      {priced.lines.map(({ no, list, member_off, offs, net }) => (
        <div key={no}>
          <div className={own.entry}>
            <span>{nameOf(no)}</span>
            <Money amount={list} currency={currency} />
          </div>
          {member_off > 0 && off(t("sample.memberPrice"), member_off)}
          {offs.map(({ offer, amount }) => off(offerOf(offer), amount, offer))}
          {net !== list && (
            <div className={own.entry}>
              <span className={styles.quiet}>{t("sample.lineNet")}</span>
              <Money amount={net} currency={currency} />
            </div>
          )}
        </div>
      ))}
      <div className={own.total}>
        <strong>{t("sample.toPay")}</strong>
        <strong data-sample="net">
          <Money amount={priced.net} currency={currency} />
        </strong>
      </div>
      {without !== undefined && (
        <p className={styles.quiet}>
          {without === priced.net
            ? t("sample.same")
            : t("sample.without", { amount: money(without) })}
        </p>
      )}
      {priced.applied.map(({ offer, name, cut_words }) =>
        cut_words ? <p key={offer}>{t("sample.why", { name, words: cut_words })}</p> : null,
      )}
      {priced.floor_notes?.map((words) => (
        <p className={styles.quiet} key={words}>
          {words}
        </p>
      ))}
      {priced.gifts.map(({ offer, goods: what, quantity }) => (
        <p key={offer + what}>{t("sample.gift", { count: quantity, what })}</p>
      ))}
      {priced.refused.length > 0 && (
        <ul className={own.refused} aria-label={t("sample.refused")}>
          {priced.refused.map(({ offer, name, words }) => (
            <li key={offer}>{t("sample.why", { name, words })}</li>
          ))}
        </ul>
      )}
      {priced.runner_up && priced.runner_up.names.length > 0 && (
        <p className={styles.quiet}>
          {t("sample.runnerUp", {
            names: priced.runner_up.names.join(t("sample.comma")),
            amount: money(priced.runner_up.net),
          })}
        </p>
      )}
      {!priced.exact && (
        <Alert
          type="info"
          showIcon
          title={t("sample.inexact", { amount: money(priced.missed_at_most) })}
        />
      )}
    </section>
  );
}
