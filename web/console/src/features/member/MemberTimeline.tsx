import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton, Timeline } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { rowsOf } from "../../lib/page";
import type { Member } from "./api/get-member";
import { type HappeningKind, happeningKinds, timelineQuery } from "./api/list-timeline";
import { HappeningView } from "./HappeningView";
import styles from "./member.module.css";

const all = "all" as const;

/** Everything that happened to a member, merged by time, each with its reason. */
export function MemberTimeline({ member }: { member: Member }) {
  const { t } = useTranslation("member");
  const [kind, setKind] = useState<HappeningKind>();
  const seen = useInfiniteQuery(timelineQuery(member.id, undefined)).data?.pages[0]?.kinds ?? [];
  const shown = happeningKinds.filter((name) => seen.includes(name));
  return (
    <>
      <Segmented
        className={styles.kinds}
        aria-label={t("timeline.kinds")}
        value={kind ?? all}
        options={([all, ...shown] as const).map((value) => ({
          value,
          label: t(`timeline.kind.${value}`),
        }))}
        onChange={(value) => setKind(happeningKinds.find((name) => name === value))}
      />
      <Happenings member={member} kind={kind} />
    </>
  );
}

interface HappeningsProps {
  readonly member: Member;
  readonly kind: HappeningKind | undefined;
}

function Happenings({ member, kind }: HappeningsProps) {
  const { t } = useTranslation(["member", "kit"]);
  const query = useInfiniteQuery(timelineQuery(member.id, kind));
  if (query.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!query.data) {
    return <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />;
  }
  const happened = rowsOf(query.data);
  if (happened.length === 0) return <EmptyState title={t("member:timeline.none")} />;
  return (
    <>
      <Timeline
        items={happened.map((happening) => ({
          key: happening.kind + happening.id,
          color: colours[happening.kind],
          content: <HappeningView happening={happening} member={member} />,
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

/** One accent for what moves value; the rest is grey. */
const colours: Record<HappeningKind, string> = {
  order: "gray",
  refund: "red",
  posting: "green",
  tier: "blue",
  class: "blue",
  reveal: "gray",
  join: "gray",
};
