import { Table as AntTable, type TableProps } from "antd";

/** A table that can be scrolled by keys while it is wider than its place. */
export function Table<Row extends object>(props: TableProps<Row>) {
  return <AntTable<Row> ref={scrollsByKeys} {...props} />;
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
