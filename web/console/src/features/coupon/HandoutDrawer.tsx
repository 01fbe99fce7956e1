import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Drawer, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { rowsOf } from "../../lib/page";
import { useCan } from "../../lib/permissions";
import { couponReasonsQuery } from "./api/give";
import { faultsQuery, type Handout, type HandoutNow, handoutQuery } from "./api/handouts";
import styles from "./coupon.module.css";
import { Decided } from "./Handouts";
import { Holder } from "./Holder";
import { Items } from "./Items";
import { UndoDialog } from "./UndoDialog";

interface HandoutDrawerProps {
  readonly handout: Handout | undefined;
  readonly onClose: () => void;
}

/** One handout: why, by whom, what became of its coupons, who got nothing; and the way to undo it. */
export function HandoutDrawer({ handout, onClose }: HandoutDrawerProps) {
  const { t } = useTranslation("coupon");
  return (
    <Drawer
      open={handout !== undefined}
      title={t("handouts.one")}
      onClose={onClose}
      size={480}
      destroyOnHidden
    >
      {handout?.id && <Opened id={handout.id} />}
    </Drawer>
  );
}

function Opened({ id }: { id: Id }) {
  const { t } = useTranslation("coupon");
  const mayIssue = useCan()("coupon:issue");
  const { data, error, isPending, refetch } = useQuery(handoutQuery(id));
  const [undoing, setUndoing] = useState(false);
  if (isPending) return <Skeleton active />;
  if (!data) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.items}>
      <About handout={data} />
      {data.failed > 0 && <Faults id={id} />}
      {mayIssue && data.status === "done" && data.in_hand > 0 && (
        <div>
          <Button danger onClick={() => setUndoing(true)}>
            {t("undo.title")}
          </Button>
        </div>
      )}
      <UndoDialog handout={data} open={undoing} onClose={() => setUndoing(false)} />
    </div>
  );
}

function About({ handout }: { handout: HandoutNow }) {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  const reasons = useQuery(couponReasonsQuery).data?.items ?? [];
  const { items, asked_at, asked_by, reason, note, members, done, failed } = handout;
  const outcomes = ["in_hand", "redeemed", "cancelled", "expired"] as const;
  return (
    <>
      <Facts>
        <Fact name={t("handouts.items")}>
          <Items items={items} />
        </Fact>
        <Fact name={t("handouts.asked")}>
          {asked_by.name} · <Moment at={asked_at} />
        </Fact>
        <Fact name={t("handouts.decision")}>
          <Decided handout={handout} />
        </Fact>
        <Fact name={t("handout.reason")}>
          {reasons.find(({ code }) => code === reason)?.name ?? reason}
        </Fact>
        {note && <Fact name={t("handout.note")}>{note}</Fact>}
        <Fact name={t("handouts.members")}>
          {t("handouts.served", {
            done: format.number(done),
            members: format.number(members),
            failed: format.number(failed),
          })}
        </Fact>
      </Facts>
      <h3>{t("handouts.outcome")}</h3>
      <Facts>
        {outcomes.map((name) => (
          <Fact key={name} name={t(`handouts.${name}`)}>
            {format.number(handout[name])}
          </Fact>
        ))}
      </Facts>
    </>
  );
}

/** The first who got nothing, each with why. */
function Faults({ id }: { id: Id }) {
  const { t } = useTranslation("coupon");
  const query = useInfiniteQuery(faultsQuery(id));
  return (
    <>
      <h3>{t("handouts.faults")}</h3>
      <ul className={styles.faults}>
        {rowsOf(query.data).map(({ member_id, member, text }) => (
          <li key={member_id}>
            <Holder id={member_id} member={member} /> <span className={styles.quiet}>{text}</span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div>
          <Button size="small" onClick={() => void query.fetchNextPage()}>
            {t("handouts.more")}
          </Button>
        </div>
      )}
    </>
  );
}
