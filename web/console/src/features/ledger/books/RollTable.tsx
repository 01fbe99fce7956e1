import { useFormat } from "@habitue/kit/format/reader";
import { Button, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import type { RollForward, RollMonth } from "../api/get-roll-forward";
import { useFigures } from "../useAmounts";
import styles from "./books.module.css";
import { type Side, sides } from "./wish";

interface RollTableProps {
  readonly roll: RollForward;
  /** Opens the postings behind a figure, where they can be found. */
  readonly onPick?: (month: string, side: Side) => void;
}

/** A roll-forward as a book shows it: every row ties, and begins where the one above ended. */
export function RollTable({ roll, onPick }: RollTableProps) {
  const { t } = useTranslation("books");
  const format = useFormat();
  const of = useFigures(roll.asset);
  const figure = (value: number) => <span className="kit-figure">{of.figure(value)}</span>;
  const flows = roll.months[0]?.flows ?? [];
  const columns: TableColumnsType<RollMonth> = [
    {
      key: "month",
      title: t("column.month"),
      width: 110,
      fixed: "left",
      render: (_, { month }) => format.localMonth(`${month}-01`),
    },
    {
      key: "opening",
      title: t("column.opening"),
      align: "right",
      render: (_, { opening }) => figure(opening),
    },
    ...flows.map(({ side, name }, at) => ({
      key: side,
      title: name,
      align: "right" as const,
      render: (_: unknown, { month, flows: moved }: RollMonth) => {
        const flow = moved[at];
        const known = sides.find((one) => one === side);
        if (!flow || flow.entries === 0) return <span className={styles.told}>—</span>;
        const text = <span className="kit-figure">{of.signed(flow.amount)}</span>;
        if (!onPick || !known) return text;
        return (
          <Button
            type="link"
            className={styles.cell}
            aria-label={t("roll.pick", {
              month: format.localMonth(`${month}-01`),
              name,
              amount: of.signed(flow.amount),
            })}
            onClick={() => onPick(month, known)}
          >
            {text}
          </Button>
        );
      },
    })),
    {
      key: "closing",
      title: t("column.closing"),
      align: "right",
      render: (_, { closing }) => <strong>{figure(closing)}</strong>,
    },
  ];
  return (
    <Table<RollMonth>
      aria-label={t("roll.title", { name: roll.name })}
      size="small"
      pagination={false}
      rowKey="month"
      dataSource={[...roll.months]}
      columns={columns}
      scroll={{ x: 760 }}
    />
  );
}
