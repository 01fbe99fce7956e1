interface TableElement {
  readonly nativeElement: HTMLElement;
}

/**
 * The ref of a table that may be wider than its place: while it is, it is a stop of the
 * keyboard, since its rows may hold nothing to stop at.
 */
export function scrollsByKeys(table: TableElement | null): (() => void) | undefined {
  const scroller = table?.nativeElement.querySelector<HTMLElement>(".ant-table-content");
  if (!scroller) return undefined;
  const observer = new ResizeObserver(() => {
    if (scroller.scrollWidth > scroller.clientWidth) scroller.tabIndex = 0;
    else scroller.removeAttribute("tabindex");
  });
  observer.observe(scroller);
  return () => observer.disconnect();
}
