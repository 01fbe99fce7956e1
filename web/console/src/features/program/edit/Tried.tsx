import { Change, Money } from "@habitue/kit/components/Amount";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Alert, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import styles from "../../../components/rule/rule.module.css";
import { Table } from "../../../components/Table";
import type { EarningTried } from "../api/preview-earning";

type Order = EarningTried["orders"][number];

/** What a draft does to a sample: in sum, as warnings, order by order. */
export function Tried({ tried, currency }: { tried: EarningTried; currency: string }) {
  const { t } = useTranslation("program");
  const columns = useOrderColumns(currency);
  if (tried.orders.length === 0) return <EmptyState title={t("trial.none")} />;
  return (
    <section aria-live="polite">
      <Sums tried={tried} />
      <div className={styles.alerts}>
        {tried.warnings.map(({ code, text }) => (
          <Alert key={code + text} type="warning" showIcon title={text} />
        ))}
      </div>
      <Table<Order>
        aria-label={t("trial.orders")}
        size="small"
        columns={columns}
        dataSource={tried.orders}
        rowKey="id"
        pagination={{ pageSize: 10, showSizeChanger: false }}
        scroll={{ x: 640 }}
        expandable={{
          expandedRowRender: ({ why }) => (
            <ul>
              {why.map(({ code, text }) => (
                <li key={code + text}>{text}</li>
              ))}
            </ul>
          ),
        }}
      />
    </section>
  );
}

function Sums({ tried: { live, draft, orders, spending, currency } }: { tried: EarningTried }) {
  const { t } = useTranslation("program");
  const format = useFormat();
  const percent = (bps: number) => t("edit.percent", { percent: format.number(bps / 100) });
  return (
    <div className={styles.sums}>
      <div>
        <span className={styles.quiet}>{t("trial.sample")}</span>
        <strong>{t("trial.orderCount", { count: orders.length })}</strong>
        <span className={styles.quiet}>{format.money(spending, currency)}</span>
      </div>
      <div>
        <span className={styles.quiet}>{t("trial.live")}</span>
        <strong>{t("trial.points", { points: format.number(live.points) })}</strong>
        <span className={styles.quiet}>{t("trial.back", { percent: percent(live.cash_bps) })}</span>
      </div>
      <div>
        <span className={styles.quiet}>{t("trial.draft")}</span>
        <strong>{t("trial.points", { points: format.number(draft.points) })}</strong>
        <span className={styles.quiet}>
          {t("trial.back", { percent: percent(draft.cash_bps) })}
        </span>
      </div>
      <div>
        <span className={styles.quiet}>{t("trial.change")}</span>
        <strong>
          <Change amount={draft.points - live.points} />
        </strong>
      </div>
    </div>
  );
}

function useOrderColumns(currency: string): TableColumnsType<Order> {
  const { t } = useTranslation("program");
  const format = useFormat();
  return [
    { key: "reference", title: t("trial.order"), render: (_, { reference }) => reference },
    { key: "at", title: t("trial.at"), render: (_, { occurred_at }) => <Day at={occurred_at} /> },
    { key: "level", title: t("trial.level"), render: (_, { level }) => level.name },
    {
      key: "spending",
      title: t("trial.spending"),
      align: "right",
      render: (_, { spending }) => <Money amount={spending} currency={currency} />,
    },
    {
      key: "live",
      title: t("trial.live"),
      align: "right",
      render: (_, { live_points }) => format.number(live_points),
    },
    {
      key: "draft",
      title: t("trial.draft"),
      align: "right",
      render: (_, { draft_points }) => format.number(draft_points),
    },
    {
      key: "change",
      title: t("trial.change"),
      align: "right",
      render: (_, { live_points, draft_points }) => <Change amount={draft_points - live_points} />,
    },
  ];
}
