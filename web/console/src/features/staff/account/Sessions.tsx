import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { Table } from "../../../components/Table";
import { useConsequence } from "../../../components/useConsequence";
import { endSession } from "../api/end-session";
import { type StaffSession, sessionsQuery } from "../api/list-sessions";

/** Where somebody is signed in, with the way to end each. */
export function Sessions({ id, mayEnd }: { id: Id; mayEnd: boolean }) {
  const { t } = useTranslation("staff");
  const { data, error, refetch, isPending } = useQuery(sessionsQuery(id));
  const confirm = useConsequence();
  const queryClient = useQueryClient();
  const end = (session: StaffSession) =>
    confirm({
      title: t("session.endTitle"),
      consequence: t("session.endHelp"),
      verb: t("session.end"),
      destructive: true,
      onConfirm: async () => {
        await endSession(id, session.id);
        await queryClient.invalidateQueries({ queryKey: ["staff", "accounts", "sessions", id] });
      },
    });
  const columns: TableColumnsType<StaffSession> = [
    { key: "agent", title: t("session.agent"), ellipsis: true, render: (_, { agent }) => agent },
    { key: "address", title: t("session.address"), render: (_, { address }) => address },
    {
      key: "since",
      title: t("session.since"),
      render: (_, { created_at }) => <Moment at={created_at} />,
    },
    { key: "seen", title: t("session.seen"), render: (_, { seen_at }) => <Moment at={seen_at} /> },
    ...(mayEnd
      ? [
          {
            key: "end",
            title: t("session.action"),
            width: 100,
            render: (_: unknown, session: StaffSession) => (
              <Button size="small" onClick={() => end(session)}>
                {t("session.end")}
              </Button>
            ),
          },
        ]
      : []),
  ];
  if (error) return <ProblemView size="small" thrown={error} onRetry={() => void refetch()} />;
  if (data?.items.length === 0) return <EmptyState title={t("session.none")} />;
  return (
    <Table<StaffSession>
      aria-label={t("session.title")}
      loading={isPending}
      columns={columns}
      dataSource={data?.items ?? []}
      rowKey="id"
      pagination={false}
      scroll={{ x: 640 }}
    />
  );
}
