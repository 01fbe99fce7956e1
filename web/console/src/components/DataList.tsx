import { asProblem } from "@habitue/kit/api/problem";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Alert, Button, Skeleton, type TableColumnsType } from "antd";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Page, rowsOf } from "../lib/page";
import styles from "./data-list.module.css";
import { Table } from "./Table";

interface DataListProps<Item, Row> {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<Item>, unknown>>;
  readonly columns: TableColumnsType<Row>;
  /** Makes the rows of what was loaded, where they are not simply the same. */
  readonly arrange: (items: Item[]) => Row[];
  /** What the table is of, for whoever cannot see its title. */
  readonly label: string;
  readonly empty: ReactNode;
  /** Below this the table scrolls sideways within its panel instead of breaking its cells. */
  readonly minWidth?: number;
  /** Opens a row by a click anywhere on it; a link within the row does it for the keyboard. */
  readonly onOpen?: (row: Row) => void;
  /** Rows that are chosen, to do something with all of them. */
  readonly selection?: {
    readonly chosen: readonly string[];
    readonly onChoose: (chosen: string[]) => void;
    /** What the box of a row is called. */
    readonly nameOf: (row: Row) => string;
  };
}

/** DataList shows a list by pages, in each of the states it can be in. */
export function DataList<Row extends { id: string }>(
  props: Omit<DataListProps<Row, Row>, "arrange">,
): ReactNode {
  return <ArrangedList {...props} arrange={(rows) => rows} />;
}

/** ArrangedList is a DataList whose rows are made of what was loaded. */
export function ArrangedList<Item, Row extends { id: string }>(props: DataListProps<Item, Row>) {
  const { query, columns, arrange, label, empty, minWidth = 800, onOpen, selection } = props;
  if (query.isPending) return <WaitingRows columns={columns} />;
  if (query.isError && !query.data) {
    return <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />;
  }
  const rows = arrange(rowsOf(query.data));
  if (rows.length === 0) return empty;
  return (
    <>
      {query.isError && !query.isFetchNextPageError && <Stale thrown={query.error} />}
      <Table<Row>
        aria-label={label}
        columns={columns}
        dataSource={rows}
        rowKey="id"
        tableLayout="fixed"
        pagination={false}
        scroll={{ x: minWidth }}
        {...(selection && {
          rowSelection: {
            columnWidth: 48,
            selectedRowKeys: [...selection.chosen],
            onChange: (keys: React.Key[]) => selection.onChoose(keys.map(String)),
            getCheckboxProps: (row: Row) => ({ "aria-label": selection.nameOf(row) }),
            getTitleCheckboxProps: () => ({ "aria-label": label }),
            columnTitle: (box: ReactNode) => <InHead>{box}</InHead>,
          },
        })}
        {...(onOpen && {
          rowClassName: styles.openable,
          onRow: (row: Row) => ({ onClick: (event) => opensRow(event) && onOpen(row) }),
        })}
      />
      <More query={query} shown={rows.length} />
    </>
  );
}

/**
 * What stands in the head of a column, and only there: the table draws heads a
 * second time in a hidden row that measures them, where the keyboard must not come.
 */
function InHead({ children }: { children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null);
  const [isMeasured, setMeasured] = useState(false);
  useLayoutEffect(() => {
    setMeasured(place.current?.closest("[aria-hidden=true]") != null);
  }, []);
  return <span ref={place}>{!isMeasured && children}</span>;
}

/** A click on something with a purpose of its own, or the end of marking text, opens nothing. */
function opensRow(event: React.MouseEvent): boolean {
  const inner = (event.target as Element).closest("a, button, input, label");
  return !inner && !globalThis.getSelection()?.toString();
}

function Stale({ thrown }: { thrown: unknown }) {
  const { t } = useTranslation("kit");
  const { detail } = asProblem(thrown);
  return <Alert type="warning" showIcon title={t("problem.staleTitle")} description={detail} />;
}

interface MoreProps {
  readonly query: Pick<
    UseInfiniteQueryResult,
    "hasNextPage" | "isFetchingNextPage" | "isFetchNextPageError" | "fetchNextPage"
  >;
  readonly shown: number;
}

/** How much is shown, and the way to more; what is there stays when more does not come. */
function More({ query, shown }: MoreProps) {
  const { t } = useTranslation("kit");
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = query;
  return (
    <div className={styles.more}>
      <span aria-live="polite">
        {isFetchNextPageError
          ? t("list.moreFailed")
          : t(hasNextPage ? "list.shown" : "list.end", { count: shown })}
      </span>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t(isFetchNextPageError ? "problem.retry" : "list.more")}
        </Button>
      )}
    </div>
  );
}

const waitingRows = Array.from({ length: 8 }, (_, index) => ({ id: String(index) }));

/** The table itself with grey bars for texts, so that nothing moves when the rows come. */
function WaitingRows<Row>({ columns }: { columns: TableColumnsType<Row> }) {
  const { t } = useTranslation("kit");
  return (
    <div aria-busy="true" aria-label={t("list.loading")} role="status">
      <Table
        columns={columns.map(({ key, title, width, align }) => ({
          key: String(key),
          title: title as ReactNode,
          ...(width !== undefined && { width }),
          ...(align !== undefined && { align }),
          render: () => <Skeleton.Input active size="small" className={styles.bar} />,
        }))}
        dataSource={waitingRows}
        rowKey="id"
        tableLayout="fixed"
        pagination={false}
      />
    </div>
  );
}
