import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Drawer, Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import { useCan } from "../../../lib/permissions";
import { type GroupSeat, groupQuery } from "../api/groups";
import styles from "../pricing.module.css";
import { GroupTag, Progressed } from "./GroupsView";
import { useTimeLeft } from "./time-left";

interface GroupDrawerProps {
  readonly promotion: Id;
  /** Which one is open; none while it is closed. */
  readonly group: Id | undefined;
  readonly onClose: () => void;
}

/** One group, with who is in it. */
export function GroupDrawer({ promotion, group, onClose }: GroupDrawerProps) {
  const { t } = useTranslation("pricing");
  return (
    <Drawer
      open={group !== undefined}
      title={t("groups.one")}
      size={480}
      onClose={onClose}
      destroyOnHidden
    >
      {group && <Shown promotion={promotion} group={group} />}
    </Drawer>
  );
}

function Shown({ promotion, group }: { promotion: Id; group: Id }) {
  const { t } = useTranslation("pricing");
  const { data, error, refetch } = useQuery(groupQuery(promotion, group));
  const timeLeft = useTimeLeft();
  if (error && !data) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active />;
  return (
    <>
      <Facts>
        <Fact name={t("groups.stateOf")}>
          <GroupTag state={data.state} />
        </Fact>
        <Fact name={t("groups.opened")}>
          <Moment at={data.opened_at} />
        </Fact>
        {data.state === "open" ? (
          <Fact name={t("groups.remaining")}>{timeLeft(data.closes_at)}</Fact>
        ) : (
          data.ended_at && (
            <Fact name={t("groups.endedAt")}>
              <Moment at={data.ended_at} />
            </Fact>
          )
        )}
        <Fact name={t("groups.version")}>{data.version}</Fact>
      </Facts>
      <div className={styles.apart}>
        <Progressed group={data} />
      </div>
      <ul className={styles.seats} aria-label={t("groups.members")}>
        {data.seats.map((seat) => (
          <li key={seat.taken_at + (seat.checkout_id ?? "")}>
            <Seat seat={seat} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Seat({ seat }: { seat: GroupSeat }) {
  const { t } = useTranslation("pricing");
  const can = useCan();
  const { state, opener, member, checkout_id, taken_at, paid_at } = seat;
  return (
    <div className={styles.seat}>
      <span>
        {member?.number ? (
          <Link to="/members/$id" params={{ id: member.id }}>
            {member.name ?? member.number}
          </Link>
        ) : (
          t("groups.hidden")
        )}
        {opener && <Tag className={styles.tag}>{t("groups.opener")}</Tag>}
      </span>
      <span>
        {t(`groups.seat.${state}`)} · <Moment at={paid_at ?? taken_at} />
      </span>
      {checkout_id && can("checkout:read") && (
        <Link to="/checkouts/$id" params={{ id: checkout_id }}>
          {t("groups.checkout")}
        </Link>
      )}
    </div>
  );
}
