import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Progress, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { rowsOf } from "../../lib/page";
import { useCan } from "../../lib/permissions";
import type { Member } from "./api/get-member";
import { consentsQuery } from "./consent/consents";
import { guardianQuery } from "./consent/guardian";
import { knownFieldsQuery } from "./field/fields";
import styles from "./member.module.css";
import { notesQuery } from "./note/notes";

/** What is to be minded at once: notes on top, where marketing may go, how much is known. */
export function InShort({ member }: { member: Member }) {
  const can = useCan();
  return (
    <div className={styles.short}>
      <Minor member={member} />
      {can("member:notes") && <OnTop member={member} />}
      <Marketing member={member} />
      <Complete member={member} />
    </div>
  );
}

/** Who serves a minor should know it before anything else. */
function Minor({ member }: { member: Member }) {
  const { t } = useTranslation("person");
  const state = useQuery(guardianQuery(member.id)).data?.state;
  if (state !== "pending" && state !== "agreed") return null;
  return (
    <section aria-label={t("guardian.title")}>
      <Head tab="consents" member={member} title={t("guardian.minor")} />
      <Tag color={state === "pending" ? "warning" : "success"}>{t(`guardian.state.${state}`)}</Tag>
    </section>
  );
}

function OnTop({ member }: { member: Member }) {
  const { t } = useTranslation("member");
  const { data } = useInfiniteQuery(notesQuery(member.id, "all"));
  const pinned = data ? rowsOf(data).filter((note) => note.pinned) : [];
  if (pinned.length === 0) return null;
  return (
    <section aria-label={t("side.pinnedNote")}>
      <Head tab="notes" member={member} title={t("side.pinnedNote")} />
      {pinned.map(({ id, text }) => (
        <p key={id} className={styles.pinned}>
          {text}
        </p>
      ))}
    </section>
  );
}

function Marketing({ member }: { member: Member }) {
  const { t } = useTranslation("member");
  const { data } = useQuery(consentsQuery(member.id));
  const marketing = data?.items.find(({ purpose }) => purpose === "marketing");
  if (!marketing) return null;
  const allowed = marketing.answers.filter(({ granted }) => granted);
  return (
    <section aria-label={t("side.consents")}>
      <Head tab="consents" member={member} title={t("side.consents")} />
      {allowed.map(({ channel }) => (
        <Tag key={channel ?? ""} color="success">
          {channel && t(`side.channel.${channel}`)}
        </Tag>
      ))}
      {allowed.length === 0 && <span className={styles.quiet}>{t("side.none")}</span>}
    </section>
  );
}

function Complete({ member }: { member: Member }) {
  const { t } = useTranslation("member");
  const { data } = useQuery(knownFieldsQuery(member.id));
  if (!data) return null;
  return (
    <section aria-label={t("side.complete")}>
      <Head tab="details" member={member} title={t("side.complete")} />
      <Progress percent={data.completeness.percent} aria-label={t("side.complete")} size="small" />
    </section>
  );
}

interface HeadProps {
  readonly member: Member;
  readonly tab: "notes" | "consents" | "details";
  readonly title: string;
}

function Head({ member, tab, title }: HeadProps) {
  const { t } = useTranslation("member");
  return (
    <div className={styles.shortHead}>
      <span className={styles.quiet}>{title}</span>
      <Link
        to="/members/$id"
        params={{ id: member.id }}
        search={{ tab }}
        aria-label={`${t("side.more")}: ${title}`}
      >
        {t("side.more")}
      </Link>
    </div>
  );
}
