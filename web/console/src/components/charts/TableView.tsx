import { useFormat } from "@habitue/kit/format/reader";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./chart.module.css";
import { type Cell, type ChartColumn, type ChartRow, type ChartTable, columnTitle } from "./table";

interface TableViewProps<Pick> {
  readonly title: string;
  readonly table: ChartTable<Pick>;
  readonly onPick: ((pick: Pick) => void) | undefined;
}

/** The figures of a chart as a table, exact; a row opens what a click on the drawing would. */
export function TableView<Pick>({ title, table, onPick }: TableViewProps<Pick>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
    <section className={styles.table} aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.title} scope="col" data-figure={Boolean(column.measure)}>
                {columnTitle(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Row key={row.key} row={row} columns={table.columns} onPick={onPick} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps<Pick> {
  readonly row: ChartRow<Pick>;
  readonly columns: readonly ChartColumn[];
  readonly onPick: ((pick: Pick) => void) | undefined;
}

function Row<Pick>({ row: { cells, pick }, columns, onPick }: RowProps<Pick>) {
  const [first = null, ...rest] = cells;
  return (
    <tr>
      <th scope="row">
        {onPick && pick !== undefined ? (
          <Button type="link" size="small" onClick={() => onPick(pick)}>
            <Figure cell={first} column={columns[0]} />
          </Button>
        ) : (
          <Figure cell={first} column={columns[0]} />
        )}
      </th>
      {rest.map((cell, at) => (
        <td key={columns[at + 1]?.title} data-figure={Boolean(columns[at + 1]?.measure)}>
          <Figure cell={cell} column={columns[at + 1]} />
        </td>
      ))}
    </tr>
  );
}

function Figure({ cell, column }: { cell: Cell; column: ChartColumn | undefined }) {
  const { t } = useTranslation("chart");
  const format = useFormat();
  if (cell === null) return <span className={styles.quiet}>{t("nothingTold")}</span>;
  if (typeof cell === "string" || !column?.measure) return cell;
  return <span className="kit-figure">{format.measureNumber(cell, column.measure)}</span>;
}
