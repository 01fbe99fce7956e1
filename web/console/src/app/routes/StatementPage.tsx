import { PrinterOutlined } from "@ant-design/icons";
import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { ReaderContext, useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Segmented, Skeleton, Space } from "antd";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { PeriodFilter } from "../../components/period/PeriodFilter";
import { exportStatement } from "../../features/ledger/api/export-books";
import { type StatementAsk, statementQuery } from "../../features/ledger/api/get-statement";
import { FileButtons } from "../../features/ledger/books/FileButtons";
import { StatementView } from "../../features/ledger/statement/StatementView";
import styles from "../../features/ledger/statement/statement.module.css";
import type { StatementWish } from "../../features/ledger/statement/wish";
import { memberQuery } from "../../features/member/api/get-member";
import { rowsOf } from "../../lib/page";
import { addDays, periodOf, todayIn } from "../../lib/period";
import { beginOf } from "../../lib/zoned";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/members/$id/statement");

/** A member's statement of a period, to read, to print and to take along. */
export function StatementPage() {
  return (
    <LateWords of="books">
      <StatementOfMember />
    </LateWords>
  );
}

function StatementOfMember() {
  const { t } = useTranslation("books");
  const format = useFormat();
  const { zone } = useContext(ReaderContext);
  const memberId = asId(route.useParams().id);
  const search = route.useSearch();
  // Without a choice, this month until today.
  const wish: StatementWish = search.from
    ? search
    : { ...search, period: search.period ?? "month" };
  const navigate = route.useNavigate();
  const member = useQuery(memberQuery(memberId)).data;
  const today = todayIn(zone, new Date());
  const period = periodOf(wish, today);
  const ask: StatementAsk = {
    asset: wish.asset ?? "points",
    clock: wish.clock ?? "occurred",
    from: beginOf(period.from, zone),
    until: beginOf(period.until, zone),
  };
  const query = useInfiniteQuery(statementQuery(memberId, ask));
  const statement = query.data?.pages[0];
  const change = (to: StatementWish) => void navigate({ search: to, replace: true });
  const days = t("statement.days", {
    from: format.localDate(period.from),
    until: format.localDate(addDays(period.until, -1)),
  });
  return (
    <Page
      title={member ? t("statement.titled", { number: member.number }) : t("statement.title")}
      purpose={statement ? `${statement.name} · ${days}` : days}
      above={
        <Link to="/members/$id" params={{ id: memberId }} search={{ tab: "entries" }}>
          {t("statement.back")}
        </Link>
      }
      action={
        <Space className="screen-only">
          <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
            {t("statement.print")}
          </Button>
          <FileButtons
            title={`${t("statement.title")} ${member?.number ?? ""} ${period.from}`}
            fetch={(kind) => exportStatement(memberId, ask, kind)}
          />
        </Space>
      }
    >
      <div className={styles.filters}>
        {member && member.balances.length > 1 && (
          <Segmented
            aria-label={t("filter.asset")}
            value={ask.asset}
            options={member.balances.map(({ asset, name }) => ({ value: asset, label: name }))}
            onChange={(asset) => change({ ...wish, asset })}
          />
        )}
        <PeriodFilter
          wish={wish}
          today={today}
          onChange={(when) => change({ asset: wish.asset, clock: wish.clock, ...when })}
        />
        <Segmented
          aria-label={t("filter.clock")}
          value={ask.clock}
          options={(["occurred", "recorded"] as const).map((value) => ({
            value,
            label: t(`filter.by.${value}`),
            title: t(`filter.byHelp.${value}`),
          }))}
          onChange={(clock) => change({ ...wish, clock: clock === "recorded" ? clock : undefined })}
        />
      </div>
      <Panel>
        {!statement && query.isError && (
          <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
        {statement && (
          <StatementView memberId={memberId} statement={statement} lines={rowsOf(query.data)} />
        )}
        {query.hasNextPage && (
          <div className={styles.more}>
            <span>{t("statement.notWhole")}</span>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("statement.more")}
            </Button>
          </div>
        )}
      </Panel>
    </Page>
  );
}
