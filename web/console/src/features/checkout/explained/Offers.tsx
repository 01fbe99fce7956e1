import { Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import type { Explained, ExplainedOffer } from "../api/explain-checkout";
import styles from "../checkout.module.css";

/** What was applied, with where its rule stands; and what would have been the next best. */
export function Offers({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  return (
    <>
      {one.applied.length === 0 ? (
        <p className={styles.quiet}>{t("offers.none")}</p>
      ) : (
        <Applied one={one} />
      )}
      {one.floor_rule && one.applied.some(({ cut }) => cut === "floor") && (
        <p className={styles.note}>
          <Link to="/promotions/floor">
            {t("offers.floor", { version: one.floor_rule.version })}
          </Link>
        </p>
      )}
      <p className={styles.note}>
        <NextBest one={one} />
      </p>
    </>
  );
}

function Applied({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  return (
    <Table<ExplainedOffer>
      aria-label={t("offers.title")}
      columns={useColumns(one.currency)}
      dataSource={one.applied}
      rowKey="offer"
      tableLayout="fixed"
      pagination={false}
      scroll={{ x: 720 }}
    />
  );
}

function useColumns(currency: string): TableColumnsType<ExplainedOffer> {
  const { t } = useTranslation("checkout");
  return [
    { key: "name", title: t("column.offer"), render: (_, offer) => <Named offer={offer} /> },
    {
      key: "source",
      title: t("column.source"),
      width: 96,
      render: (_, { source }) => t(`source.${source}`),
    },
    {
      key: "version",
      title: t("column.version"),
      width: 104,
      render: (_, { version }) => t("offers.version", { version }),
    },
    {
      key: "state",
      title: t("column.became"),
      width: 216,
      render: (_, offer) => <Became offer={offer} />,
    },
    {
      key: "off",
      title: t("column.off"),
      width: 112,
      align: "right",
      render: (_, { off }) => <Money amount={-off as Explained["list"]} currency={currency} />,
    },
  ];
}

/** The offer's name, leading to where its rule stands. */
function Named({ offer: { name, promotion_id, template_id } }: { offer: ExplainedOffer }) {
  if (template_id) {
    return (
      <Link to="/coupons/$template" params={{ template: template_id }}>
        {name}
      </Link>
    );
  }
  if (promotion_id) {
    return (
      <Link to="/promotions/$promotion" params={{ promotion: promotion_id }}>
        {name}
      </Link>
    );
  }
  return name;
}

/** What cut it short, where the coupon is now, and whether a return broke it. */
function Became({ offer }: { offer: ExplainedOffer }) {
  const { t } = useTranslation("checkout");
  return (
    <>
      {offer.cut && (offer.cut_words ?? <Tag>{t(`cut.${offer.cut}`)}</Tag>)}
      {offer.coupon_status && <Tag>{t(`coupon.${offer.coupon_status as "redeemed"}`)}</Tag>}
      {offer.lost && <Tag color="warning">{t("offers.lost")}</Tag>}
    </>
  );
}

function NextBest({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  const other = one.runner_up;
  if (!one.exact) {
    return t("offers.notExact", { amount: format.money(one.missed_at_most, one.currency) });
  }
  if (!other) return t("offers.onlyOne");
  return t("offers.runnerUp", {
    names: other.names.join(t("comma")) || t("offers.nothing"),
    net: format.money(other.net, one.currency),
    more: format.money((other.net - one.net) as Explained["list"], one.currency),
  });
}

/** What was looked at and not used: why, and the smallest change that would have let it be. */
export function Refused({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  if (one.refused.length === 0) return <p className={styles.quiet}>{t("refused.none")}</p>;
  return (
    <Table<Explained["refused"][number]>
      aria-label={t("refused.title")}
      dataSource={one.refused}
      rowKey={({ source, offer }) => `${source} ${offer}`}
      tableLayout="fixed"
      pagination={one.refused.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      scroll={{ x: 640 }}
      columns={[
        { key: "name", title: t("column.offer"), dataIndex: "name" },
        {
          key: "source",
          title: t("column.source"),
          width: 96,
          render: (_, { source }) => t(`source.${source}`),
        },
        { key: "why", title: t("column.why"), dataIndex: "words" },
      ]}
    />
  );
}
