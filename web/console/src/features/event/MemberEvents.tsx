import type { Id } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Alert, Button, Segmented, Skeleton, Tag, Timeline } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { rowsOf } from "../../lib/page";
import { type EventGroup, eventGroups, eventsQuery, type MemberEvent } from "./api/list-events";
import styles from "./event.module.css";

const all = "all" as const;

/** What a member did between purchases, in words, the latest first. */
export function MemberEvents({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("event");
  const [group, setGroup] = useState<EventGroup>();
  return (
    <>
      <Segmented
        className={styles.groups}
        aria-label={t("groups")}
        value={group ?? all}
        options={([all, ...eventGroups] as const).map((value) => ({
          value,
          label: t(`group.${value}`),
        }))}
        onChange={(value) => setGroup(eventGroups.find((name) => name === value))}
      />
      <Events memberId={memberId} group={group} />
    </>
  );
}

interface EventsProps {
  readonly memberId: Id;
  readonly group: EventGroup | undefined;
}

function Events({ memberId, group }: EventsProps) {
  const { t } = useTranslation(["event", "kit"]);
  const query = useInfiniteQuery(eventsQuery(memberId, group));
  if (query.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!query.data) {
    return <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />;
  }
  const state = query.data.pages[0]?.state;
  if (state === "refused" || state === "restricted") {
    return <Alert type="info" showIcon title={t(`event:${state}`)} />;
  }
  const done = rowsOf(query.data);
  if (done.length === 0) {
    return (
      <EmptyState title={t(group ? "event:none" : "event:nothing")}>
        {!group && t("event:nothingHelp")}
      </EmptyState>
    );
  }
  return (
    <>
      <Timeline
        items={done.map((event) => ({
          key: event.id,
          color: event.before_known ? "gray" : "blue",
          content: <Event event={event} />,
        }))}
      />
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t(query.isFetchNextPageError ? "kit:problem.retry" : "kit:list.more")}
        </Button>
      )}
    </>
  );
}

/** One thing that was done: what, to which article, for how much, and from where we know. */
function Event({ event }: { event: MemberEvent }) {
  const { t } = useTranslation("event");
  const { text, skus, pieces, amount, currency, path, source } = event;
  const more = [
    skus.length > 0 && skus.join(t("separator")),
    pieces !== null && pieces > 1 && t("pieces", { count: pieces }),
    path,
  ].filter(Boolean);
  return (
    <div>
      <div className={styles.when}>
        <Moment at={event.occurred_at} />
        {event.before_known && <Tag>{t("before")}</Tag>}
      </div>
      <div className={styles.what}>
        {text}
        {amount !== null && currency !== null && (
          <>
            {" "}
            <Money amount={amount} currency={currency} />
          </>
        )}
      </div>
      <div className={styles.quiet}>{[...more, source.name].join(" · ")}</div>
    </div>
  );
}
