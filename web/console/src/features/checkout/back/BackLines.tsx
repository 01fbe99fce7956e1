import { useFormat } from "@habitue/kit/format/reader";
import { InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import type { Explained, ExplainedLine } from "../api/explain-checkout";
import { leftOf, type Wish } from "./wish";

interface BackLinesProps {
  readonly one: Explained;
  readonly back: Wish["back"];
  readonly onChange: (back: Wish["back"]) => void;
}

/** Of each line that was sold: how much of it comes back. */
export function BackLines({ one, back, onChange }: BackLinesProps) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  return (
    <Table<ExplainedLine>
      aria-label={t("back.lines")}
      size="small"
      rowKey="no"
      pagination={false}
      scroll={{ x: 480, y: 260 }}
      dataSource={one.lines.filter((line) => !line.gift)}
      columns={[
        {
          key: "article",
          title: t("column.article"),
          render: (_, line) => line.name ?? line.article,
        },
        {
          key: "left",
          title: t("back.left"),
          width: 112,
          align: "right",
          render: (_, line) => format.quantity(leftOf(line), line.scale),
        },
        {
          key: "back",
          title: t("back.quantity"),
          width: 136,
          render: (_, line) => (
            <Quantity
              line={line}
              value={back[line.no] ?? 0}
              onChange={(quantity) => onChange({ ...back, [line.no]: quantity })}
            />
          ),
        },
      ]}
    />
  );
}

interface QuantityProps {
  readonly line: ExplainedLine;
  readonly value: number;
  readonly onChange: (quantity: number) => void;
}

function Quantity({ line, value, onChange }: QuantityProps) {
  const { t } = useTranslation("checkout");
  const parts = 10 ** line.scale;
  return (
    <InputNumber<number>
      aria-label={t("back.quantityOf", { article: line.name ?? line.article })}
      min={0}
      max={leftOf(line) / parts}
      precision={line.scale}
      disabled={leftOf(line) === 0}
      value={value / parts}
      onChange={(typed) => onChange(Math.round((typed ?? 0) * parts))}
    />
  );
}
