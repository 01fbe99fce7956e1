import { Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import type { Explained, ExplainedLine } from "../api/explain-checkout";
import styles from "../checkout.module.css";

type Amount = Explained["list"];

/** Line by line: list price, what each offer took, what points and stored value paid, what was left. */
export function Lines({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  return (
    <Table<ExplainedLine>
      aria-label={t("lines.title")}
      columns={useColumns(one)}
      dataSource={one.lines}
      rowKey="no"
      tableLayout="fixed"
      pagination={one.lines.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
      scroll={{ x: 960 }}
    />
  );
}

function useColumns(one: Explained): TableColumnsType<ExplainedLine> {
  const { t } = useTranslation("checkout");
  const { currency } = one;
  const amount = (key: "list" | "net" | "payable") => ({
    key,
    title: t(`column.${key}`),
    width: 92,
    align: "right" as const,
    render: (_: unknown, line: ExplainedLine) => <Money amount={line[key]} currency={currency} />,
  });
  return [
    { key: "no", title: t("column.no"), width: 48, dataIndex: "no" },
    {
      key: "article",
      title: t("column.article"),
      render: (_, line) => <Article line={line} currency={currency} />,
    },
    amount("list"),
    {
      key: "offs",
      title: t("column.offs"),
      width: 212,
      render: (_, line) => <Taken line={line} one={one} />,
    },
    amount("net"),
    {
      key: "paid",
      title: t("column.valuePaid"),
      width: 136,
      render: (_, line) => <ValuePaid line={line} currency={currency} />,
    },
    amount("payable"),
    {
      key: "back",
      title: t("column.back"),
      width: 92,
      align: "right",
      render: (_, line) => <CameBack line={line} currency={currency} />,
    },
  ];
}

function Article({ line, currency }: { line: ExplainedLine; currency: string }) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  return (
    <>
      {line.name ?? line.article} {line.gift && <Tag color="gold">{t("lines.gift")}</Tag>}
      <div className={styles.quiet}>
        {line.article} · {format.money(line.unit, currency)} ×{" "}
        {format.quantity(line.quantity, line.scale)}
      </div>
    </>
  );
}

function Taken({ line, one }: { line: ExplainedLine; one: Explained }) {
  const { t } = useTranslation("checkout");
  const nameOf = (offer: string) => one.applied.find((applied) => applied.offer === offer)?.name;
  if (line.member_off === 0 && line.offs.length === 0) return "—";
  return (
    <ul className={styles.plain}>
      {line.member_off !== 0 && (
        <Part
          name={t("lines.memberPrice", { level: one.level?.name ?? "" })}
          amount={line.member_off}
          rest={0 as Amount}
          currency={one.currency}
        />
      )}
      {line.offs.map(({ offer, version, amount, rest }) => (
        <Part
          key={offer}
          name={t("lines.offer", { name: nameOf(offer) ?? offer, version })}
          amount={amount}
          rest={rest}
          currency={one.currency}
        />
      ))}
    </ul>
  );
}

interface PartProps {
  readonly name: string;
  readonly amount: Amount;
  /** Of it, the left-over unit that came to this line. */
  readonly rest: Amount;
  readonly currency: string;
}

function Part({ name, amount, rest, currency }: PartProps) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  return (
    <li>
      {name} <span className="kit-figure">{format.money(-amount as Amount, currency)}</span>
      {rest !== 0 && (
        <div className={styles.quiet}>
          {t("lines.rest", { amount: format.money(rest, currency) })}
        </div>
      )}
    </li>
  );
}

function ValuePaid({ line, currency }: { line: ExplainedLine; currency: string }) {
  const { t } = useTranslation("checkout");
  if (line.points_off === 0 && line.stored_value === 0) return "—";
  return (
    <ul className={styles.plain}>
      {line.points_off !== 0 && (
        <Part
          name={t("sum.points_off")}
          amount={line.points_off}
          rest={line.points_rest}
          currency={currency}
        />
      )}
      {line.stored_value !== 0 && (
        <Part
          name={t("sum.stored_value")}
          amount={line.stored_value}
          rest={line.stored_rest}
          currency={currency}
        />
      )}
    </ul>
  );
}

function CameBack({ line, currency }: { line: ExplainedLine; currency: string }) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  if (line.returned === 0) return "—";
  return (
    <>
      <Money amount={line.back} currency={currency} />
      <div className={styles.quiet}>
        {t("lines.returned", { quantity: format.quantity(line.returned, line.scale) })}
      </div>
    </>
  );
}
