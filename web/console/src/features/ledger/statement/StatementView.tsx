import type { Id } from "@habitue/kit/brand";
import { Change } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { Table } from "../../../components/Table";
import type { Statement, StatementLine } from "../api/get-statement";
import { PostingLink } from "../PostingLink";
import { useFigures } from "../useAmounts";
import styles from "./statement.module.css";

interface StatementViewProps {
  readonly memberId: Id;
  readonly statement: Statement;
  readonly lines: readonly StatementLine[];
}

interface Row {
  readonly id: string;
  readonly line: StatementLine;
}

/** Opening, line by line with what there was after each, closing. */
export function StatementView({ memberId, statement, lines }: StatementViewProps) {
  const { t } = useTranslation("books");
  const asset = useFigures(statement.asset);
  const rows = lines.map((line, at): Row => ({ id: line.posting_id ?? `due-${at}`, line }));
  const figure = (value: number) => <span className="kit-figure">{asset.figure(value)}</span>;
  const change = (value: number) =>
    value === 0 ? "" : <Change amount={value} written={asset.signed(value)} />;
  const columns: TableColumnsType<Row> = [
    {
      key: "when",
      title: t(`statement.${statement.clock}`),
      width: 150,
      render: (_, { line }) => <When line={line} clock={statement.clock} />,
    },
    {
      key: "reason",
      title: t("column.reason"),
      render: (_, { line }) => <Reason line={line} memberId={memberId} />,
    },
    {
      key: "reference",
      title: t("column.reference"),
      width: 170,
      render: (_, { line }) => <Reference line={line} />,
    },
    {
      key: "available",
      title: t("statement.available"),
      align: "right",
      width: 100,
      render: (_, { line }) => change(line.change.available),
    },
    {
      key: "pending",
      title: t("statement.pending"),
      align: "right",
      width: 100,
      render: (_, { line }) => change(line.change.pending),
    },
    {
      key: "after",
      title: t("statement.after"),
      align: "right",
      width: 110,
      render: (_, { line }) => figure(line.after.available),
    },
    {
      key: "afterPending",
      title: t("statement.afterPending"),
      align: "right",
      width: 110,
      render: (_, { line }) => figure(line.after.pending),
    },
  ];
  return (
    <>
      <Ends statement={statement} />
      {rows.length === 0 ? (
        <EmptyState title={t("statement.none")} />
      ) : (
        <Table<Row>
          className={styles.lines}
          aria-label={t("statement.lines")}
          size="small"
          pagination={false}
          rowKey="id"
          dataSource={rows}
          columns={columns}
          scroll={{ x: 1000 }}
        />
      )}
    </>
  );
}

/** What there was at either end, and what the period came to. */
function Ends({ statement }: { statement: Statement }) {
  const { opening, closing, postings } = statement;
  const { t } = useTranslation("books");
  const { figure, signed, unitOf } = useFigures(statement.asset);
  const unit = unitOf(statement.unit);
  const total = (s: Statement["opening"]) => s.available + s.pending;
  const parts = (s: Statement["opening"]) =>
    t("statement.parts", {
      available: figure(s.available),
      pending: figure(s.pending),
    });
  return (
    <dl className={styles.ends}>
      <div>
        <dt>{t("column.opening")}</dt>
        <dd className="kit-figure">
          {figure(total(opening))} <small>{unit}</small>
        </dd>
        <dd className={styles.quiet}>{parts(opening)}</dd>
      </div>
      <div>
        <dt>{t("statement.moved", { count: postings })}</dt>
        <dd className="kit-figure">
          {signed(total(closing) - total(opening))} <small>{unit}</small>
        </dd>
      </div>
      <div>
        <dt>{t("column.closing")}</dt>
        <dd className="kit-figure">
          {figure(total(closing))} <small>{unit}</small>
        </dd>
        <dd className={styles.quiet}>{parts(closing)}</dd>
      </div>
    </dl>
  );
}

function When({ line, clock }: { line: StatementLine; clock: Statement["clock"] }) {
  const format = useFormat();
  const { occurred_at, recorded_at } = line;
  const at = clock === "recorded" && recorded_at ? recorded_at : occurred_at;
  return (
    <time dateTime={at} title={format.precise(at)} className="kit-figure">
      {format.moment(at)}
    </time>
  );
}

function Reason({ line, memberId }: { line: StatementLine; memberId: Id }) {
  const { posting_id, reason, why, memo, recorded_at } = line;
  const { t } = useTranslation("books");
  return (
    <>
      {posting_id ? (
        <PostingLink id={posting_id} member={memberId}>
          {reason.text}
        </PostingLink>
      ) : (
        reason.text
      )}{" "}
      {recorded_at === null && <Tag>{t("statement.due")}</Tag>}
      {[...why.map(({ text }) => text), ...(memo ? [memo] : [])].map((text) => (
        <div key={text} className={styles.quiet}>
          {text}
        </div>
      ))}
    </>
  );
}

function Reference({ line: { reference } }: { line: StatementLine }) {
  if (!reference) return "—";
  if (reference.kind !== "order") return <span className={styles.quiet}>{reference.text}</span>;
  return (
    <Link to="/orders/$id" params={{ id: reference.id }}>
      {reference.text}
    </Link>
  );
}
