import { useInfiniteQuery } from "@tanstack/react-query";
import { Alert, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Page";
import { useCan } from "../../lib/permissions";
import { AnswerDialog } from "./AnswerDialog";
import { useRequestColumns } from "./request-columns";
import { type Request, requestsQuery } from "./requests";

const views = ["open", "overdue", "done", "all"] as const;
type View = (typeof views)[number];

/** What members asked for by right: what is open first, what is late in red. */
export function Requests() {
  const { t } = useTranslation("privacy");
  const can = useCan();
  const [view, setView] = useState<View>("open");
  const [answered, setAnswered] = useState<Request>();
  const query = useInfiniteQuery(
    requestsQuery({
      ...((view === "open" || view === "done") && { status: view }),
      ...(view === "overdue" && { overdue: true }),
    }),
  );
  const columns = useRequestColumns({
    members: true,
    onAnswer: can("privacy:handle") ? setAnswered : undefined,
  });
  const overdue = query.data?.pages[0]?.overdue ?? 0;
  return (
    <Panel
      title={t("list")}
      extra={
        <Segmented<View>
          value={view}
          onChange={setView}
          options={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      }
    >
      {overdue > 0 && <Alert type="error" showIcon title={t("someOverdue", { count: overdue })} />}
      <DataList
        query={query}
        columns={columns}
        label={t("list")}
        empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
        minWidth={900}
      />
      {answered && <AnswerDialog request={answered} onClose={() => setAnswered(undefined)} />}
    </Panel>
  );
}
