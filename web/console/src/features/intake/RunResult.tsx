import { minor } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Table } from "../../components/Table";
import type { Run } from "./api/list-runs";

/** What came of a run, or would: counts, totals, refunds linked. */
export function RunResult({ run }: { run: Run }) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const { report, applied } = run;
  if (!report || !applied) return null;
  const { plan } = report;
  return (
    <Facts>
      <Fact name={t("result.rows")}>
        {t("result.rowsText", {
          read: format.number(plan.rows.read),
          good: format.number(plan.rows.good),
          wrong: format.number(run.wrong_rows),
          duplicates: format.number(plan.rows.duplicates),
        })}
      </Fact>
      <Fact name={t("result.orders")}>
        {t("result.ordersText", {
          orders: format.number(applied.orders),
          refunds: format.number(applied.refunds),
          known: format.number(applied.known),
        })}
      </Fact>
      <Fact name={t("result.members")}>
        {t("result.membersText", {
          customers: format.number(plan.customers),
          joined: format.number(applied.joined),
        })}
      </Fact>
      {!run.dry_run && (
        <Fact name={t("result.points")}>
          <span className="kit-figure">{format.number(applied.points)}</span>
        </Fact>
      )}
      <Fact name={t("result.period")}>
        {plan.from && plan.until ? (
          <>
            <Day at={plan.from} /> – <Day at={plan.until} />
          </>
        ) : null}
      </Fact>
      {plan.totals.map(({ currency, sales, refunds }) => (
        <Fact key={currency} name={t("result.total")}>
          <Money amount={minor(sales)} currency={currency} /> · {t("result.refunded")}{" "}
          <Money amount={minor(refunds)} currency={currency} />
        </Fact>
      ))}
      <Fact name={t("result.links")}>
        {t("result.linksText", {
          linked: format.number(plan.links.linked),
          partly: format.number(plan.links.partly),
          unlinked: format.number(plan.links.unlinked),
        })}
      </Fact>
      <Fact name={t("result.notGoods")}>
        {plan.codes
          ?.slice(0, 12)
          .map(({ code, kind }) => `${code} (${t(`kind.${kind as "other"}`)})`)
          .join(", ")}
      </Fact>
    </Facts>
  );
}

/** The first errors, where they are in the file. */
export function WrongRows({ run }: { run: Run }) {
  const { t } = useTranslation("intake");
  return (
    <Table<Run["wrong"][number]>
      aria-label={t("wrong.title")}
      rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
      pagination={false}
      dataSource={run.wrong}
      columns={[
        { key: "row", title: t("wrong.row"), dataIndex: "row", width: 100, align: "right" },
        { key: "column", title: t("wrong.column"), dataIndex: "column", width: 200 },
        { key: "text", title: t("wrong.why"), dataIndex: "text" },
      ]}
    />
  );
}
