import { Moment } from "@habitue/kit/components/When";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { ArrangedList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { useCan } from "../../lib/permissions";
import { type ParkedNotice, parkedQuery } from "./api/list-parked";
import { useNames } from "./names";
import styles from "./system.module.css";

interface ParkedNoticesProps {
  readonly onRetry: (notice: ParkedNotice) => void;
  readonly onDrop: (notice: ParkedNotice) => void;
}

/** A notice of one listener; several listeners may have parked the same. */
type Row = Omit<ParkedNotice, "id"> & { readonly id: string; readonly notice: ParkedNotice };

/** What was set aside: why, whom it concerns, and the two ways on. */
export function ParkedNotices(acts: ParkedNoticesProps) {
  const { t } = useTranslation("system");
  return (
    <ArrangedList<ParkedNotice, Row>
      query={useInfiniteQuery(parkedQuery)}
      arrange={(items) =>
        items.map((notice) => ({ ...notice, id: `${notice.listener} ${notice.id}`, notice }))
      }
      columns={useColumns(acts)}
      label={t("notice.title")}
      empty={<EmptyState title={t("notice.none")}>{t("notice.noneHelp")}</EmptyState>}
      minWidth={860}
    />
  );
}

function useColumns({ onRetry, onDrop }: ParkedNoticesProps): TableColumnsType<Row> {
  const { t } = useTranslation("system");
  const names = useNames();
  const mayOperate = useCan()("system:operate");
  return [
    {
      key: "what",
      title: t("notice.what"),
      width: 180,
      render: (_, { kind, listener }) => (
        <>
          {names.notice(kind)} → {names.listener(listener)}
          <span className={styles.code}>{listener}</span>
        </>
      ),
    },
    {
      key: "concerns",
      title: t("notice.concerns"),
      width: 190,
      render: (_, { notice }) => <Concerns notice={notice} />,
    },
    {
      key: "error",
      title: t("notice.failed"),
      render: (_, { error, attempts }) => (
        <>
          <div className={styles.wrong}>{error}</div>
          <span className={styles.code}>{t("notice.attempts", { count: attempts })}</span>
        </>
      ),
    },
    {
      key: "at",
      title: t("notice.parkedAt"),
      width: 130,
      render: (_, { parked_at }) => <Moment at={parked_at} />,
    },
    {
      key: "act",
      title: "",
      width: 150,
      align: "right",
      render: (_, { notice }) =>
        mayOperate && (
          <div className={styles.acts}>
            <Button size="small" onClick={() => onRetry(notice)}>
              {t("notice.retry")}
            </Button>
            <Button size="small" danger onClick={() => onDrop(notice)}>
              {t("notice.drop")}
            </Button>
          </div>
        ),
    },
  ];
}

/** How many of the things are named; the rest is counted. */
const named = 3;

function Concerns({ notice: { concerns, total } }: { notice: ParkedNotice }) {
  const { t } = useTranslation("system");
  return (
    <>
      {concerns.slice(0, named).map(({ member_id: member, id }) => (
        <div key={`${member} ${id}`}>
          {member ? (
            <Link to="/members/$id" params={{ id: member }} search={{ tab: "timeline" }}>
              {t("notice.member", { id: member })}
            </Link>
          ) : (
            t("notice.nobody", { id })
          )}
        </div>
      ))}
      {total > named && t("notice.more", { count: total })}
    </>
  );
}
