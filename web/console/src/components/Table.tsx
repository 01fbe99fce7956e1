import { Table as AntTable, type TableProps } from "antd";

/**
 * A table that can be scrolled by keys while it is wider than its place. One that may
 * scroll leaves every column of no width of its own room to be read.
 */
export function Table<Row extends object>({ scroll, ...props }: TableProps<Row>) {
  const x = typeof scroll?.x === "number" ? Math.max(scroll.x, widthOf(props.columns)) : scroll?.x;
  return (
    <AntTable<Row> ref={scrollsByKeys} {...props} {...(scroll && { scroll: { ...scroll, x } })} />
  );
}

const readable = 128;

function widthOf(columns: TableProps["columns"] = []): number {
  return columns.reduce(
    (sum, { width }) => sum + (typeof width === "number" ? width : readable),
    0,
  );
}

/** Rows of sums below a table. */
Table.Summary = AntTable.Summary;

interface TableElement {
  readonly nativeElement: HTMLElement;
}

/** What scrolls is a stop of the keyboard: its rows may hold nothing to stop at. */
function scrollsByKeys(table: TableElement | null): (() => void) | undefined {
  const scroller = table?.nativeElement.querySelector<HTMLElement>(".ant-table-content");
  if (!scroller) return undefined;
  const observer = new ResizeObserver(() => {
    if (scroller.scrollWidth > scroller.clientWidth) scroller.tabIndex = 0;
    else scroller.removeAttribute("tabindex");
  });
  observer.observe(scroller);
  return () => observer.disconnect();
}
