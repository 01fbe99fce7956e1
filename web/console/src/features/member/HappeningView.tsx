import type { Id } from "@habitue/kit/brand";
import { Change, Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ClassTag } from "../../components/ClassTag";
import { LevelTag } from "../../components/LevelTag";
import type { Member } from "./api/get-member";
import type { Happening } from "./api/list-timeline";
import { useJoinedBy } from "./joined-by";
import styles from "./member.module.css";

interface HappeningProps {
  readonly happening: Happening;
  readonly member: Member;
}

/** One thing that happened: what, when, and why. */
export function HappeningView({ happening, member }: HappeningProps) {
  const { t } = useTranslation("member");
  const joinedBy = useJoinedBy();
  const { order, refund, posting, tier, reveal, join } = happening;
  return (
    <div className={styles.happening}>
      <div className={styles.happened}>
        <Tag>{t(`timeline.kind.${happening.kind}`)}</Tag>
        <Moment at={happening.at} />
      </div>
      {order && <Order order={order} />}
      {refund && <Refund refund={refund} />}
      {posting && <Posting posting={posting} member={member} />}
      {tier && (
        <Told why={[tier.cause.text]}>
          <LevelTag level={tier.from} /> → <LevelTag level={tier.to} />
        </Told>
      )}
      {happening.class && <ClassMove move={happening.class} />}
      {reveal && (
        <Told why={reveal.reason ? [reveal.reason] : []}>
          {t("timeline.looked", { name: reveal.by.name })}
        </Told>
      )}
      {join && (
        <Told why={[]}>
          {[join.store?.name, join.channel?.name].filter(Boolean).join(t("card.placeSeparator")) ||
            joinedBy(join.source)}
        </Told>
      )}
    </div>
  );
}

/** A move between value classes: what had changed, and which conditions were met then. */
function ClassMove({ move }: { move: NonNullable<Happening["class"]> }) {
  const { t } = useTranslation("member");
  const format = useFormat();
  const { from, to, on, cause, why } = move;
  const found = t("timeline.asOf", { day: format.localDate(on), cause: cause.text });
  return (
    <Told why={[found, ...why.map(({ text }) => text)]}>
      <ClassTag of={from} /> → <ClassTag of={to} />
    </Told>
  );
}

/** A sentence, and below it why. */
function Told({ children, why }: { children: ReactNode; why: readonly string[] }) {
  return (
    <div>
      <div>{children}</div>
      {why.length > 0 && (
        <ul className={styles.why}>
          {why.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface OrderLinkProps {
  readonly id: Id;
  readonly children: ReactNode;
}

function OrderLink({ id, children }: OrderLinkProps) {
  return (
    <Link to="/orders/$id" params={{ id }}>
      {children}
    </Link>
  );
}

type Given<Kind extends "order" | "refund" | "posting"> = {
  readonly [key in Kind]: NonNullable<Happening[Kind]>;
};

/** An order, with what it brought, or why it brought nothing. */
function Order({ order }: Given<"order">) {
  const { t } = useTranslation("member");
  const { earned } = order;
  const nothing = earned && earned.points === 0 && earned.growth === 0;
  return (
    <Told why={nothing ? earned.why.map(({ text }) => text) : []}>
      <OrderLink id={order.id}>{order.reference}</OrderLink>{" "}
      <Money amount={order.paid_amount} currency={order.currency} />{" "}
      {order.store?.name ?? order.channel?.name}
      {!earned && <span className={styles.quiet}> {t("timeline.undecided")}</span>}
      {nothing && <span className={styles.quiet}> {t("timeline.nothing")}</span>}
    </Told>
  );
}

function Refund({ refund }: Given<"refund">) {
  const { reference, order_id, amount, currency, reason } = refund;
  return (
    <Told why={reason ? [reason] : []}>
      {order_id ? <OrderLink id={order_id}>{reference}</OrderLink> : reference}{" "}
      <Money amount={amount} currency={currency} />
    </Told>
  );
}

/** What matures leaves "pending" by as much as it adds: telling both says one thing twice. */
function tells(reason: string) {
  return ({ bucket }: { bucket: string }) => reason !== "mature" || bucket === "available";
}

/** A posting: what it changed, and how each amount came about. */
function Posting({ posting, member }: Given<"posting"> & { readonly member: Member }) {
  const { t } = useTranslation("member");
  const { reason, reference, entries } = posting;
  const nameOf = (code: string) =>
    member.balances.find(({ asset }) => asset === code)?.name ?? code;
  return (
    <>
      <div>
        {reason.text}{" "}
        {reference?.kind === "order" ? (
          <OrderLink id={reference.id}>{reference.text}</OrderLink>
        ) : (
          reference?.kind === "refund" && reference.text
        )}
      </div>
      {entries.filter(tells(reason.code)).map(({ id, asset, amount, bucket, why }) => (
        <Told key={id} why={why.map(({ text }) => text)}>
          <Change amount={amount} /> {nameOf(asset)}
          {bucket === "pending" && <span className={styles.quiet}> {t("timeline.pending")}</span>}
        </Told>
      ))}
    </>
  );
}
