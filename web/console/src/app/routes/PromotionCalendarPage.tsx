import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Input, Skeleton, Space } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { Wide } from "../../components/Wide";
import { calendarQuery } from "../../features/pricing/api/promotions";
import { Legend, MonthBars } from "../../features/pricing/calendar/MonthBars";
import { monthAway } from "../../features/pricing/calendar/month";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/promotions/calendar");

/** Which promotions apply on the days of a month. */
export function PromotionCalendarPage() {
  return (
    <LateWords of="pricing">
      <Shown />
    </LateWords>
  );
}

function Shown() {
  const { t } = useTranslation("pricing");
  const { data, error, refetch } = useQuery(calendarQuery(route.useSearch().month));
  return (
    <Page
      title={t("calendar.title")}
      purpose={t("calendar.purpose")}
      above={<Link to="/promotions">{t("list.title")}</Link>}
      action={data && <Month month={data.month} />}
    >
      <Panel>
        {!data && !error && <Skeleton active paragraph={{ rows: 8 }} />}
        {error && !data && <ProblemView thrown={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && (
          <EmptyState title={t("calendar.none")}>{t("list.noneHelp")}</EmptyState>
        )}
        {data && data.items.length > 0 && (
          <>
            <Wide label={t("calendar.title")} minWidth={860}>
              <MonthBars calendar={data} />
            </Wide>
            {data.left_out > 0 && <p>{t("calendar.leftOut", { count: data.left_out })}</p>}
            <Legend />
          </>
        )}
      </Panel>
    </Page>
  );
}

/** The month that is shown, and the ways to others. */
function Month({ month }: { month: string }) {
  const { t } = useTranslation("pricing");
  const navigate = route.useNavigate();
  const go = (to: string) => void navigate({ search: { month: to }, replace: true });
  return (
    <Space>
      <Button
        icon={<LeftOutlined />}
        aria-label={t("calendar.before")}
        onClick={() => go(monthAway(month, -1))}
      />
      <Input
        type="month"
        aria-label={t("calendar.month")}
        value={month}
        onChange={({ target }) => target.value && go(target.value)}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t("calendar.after")}
        onClick={() => go(monthAway(month, 1))}
      />
      <Button onClick={() => void navigate({ search: {}, replace: true })}>
        {t("calendar.thisMonth")}
      </Button>
    </Space>
  );
}
