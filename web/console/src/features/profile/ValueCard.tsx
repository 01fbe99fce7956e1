import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { ClassTag } from "../../components/ClassTag";
import { EmptyState } from "../../components/EmptyState";
import { type MemberProfile, memberProfileQuery } from "./api/get-member-profile";
import { ClassMoves } from "./ClassMoves";
import styles from "./profile.module.css";
import { ScoreLine } from "./ScoreLine";

type Rating = NonNullable<MemberProfile["value"]>;

/** What a member is worth, and why: class, scores, and how it came to be so. */
export function ValueCard({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("profile");
  const { data, error, isPending, refetch } = useQuery(memberProfileQuery(memberId));
  if (isPending) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (!data) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data.value) {
    return <EmptyState title={t(data.as_of ? "card.never" : "refresh.never")} />;
  }
  return (
    <div className={styles.card}>
      <Class value={data.value} />
      <Scores value={data.value} profile={data} />
      {data.brands.length > 0 && <Brands profile={data} />}
      <ClassMoves history={data.history} />
    </div>
  );
}

function Class({ value }: { value: Rating }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  return (
    <div>
      <div className={styles.now}>
        <strong>
          <ClassTag of={value.class} />
        </strong>
        <span className={styles.quiet}>
          {t("card.since", { day: format.localDate(value.since) })}
        </span>
      </div>
      <ul className={styles.why} aria-label={t("card.why")}>
        {value.why.map(({ code, text }) => (
          <li key={code}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function Scores({ value, profile }: { value: Rating; profile: MemberProfile }) {
  const { t } = useTranslation("profile");
  const money = { kind: "money", currency: profile.currency } as const;
  return (
    <div className={styles.scores}>
      <ScoreLine
        name={t("card.r")}
        score={value.recency}
        measure={{ kind: "count", unit: t("unit.days") }}
        falls
      />
      <ScoreLine
        name={t("card.f")}
        score={value.frequency}
        measure={{ kind: "count", unit: t("unit.times") }}
      />
      <ScoreLine name={t("card.m")} score={value.monetary} measure={money} />
      <p className={styles.quiet}>
        {profile.months > 0 ? t("card.window", { months: profile.months }) : t("card.windowEver")}
      </p>
    </div>
  );
}

function Brands({ profile }: { profile: MemberProfile }) {
  const { t } = useTranslation("profile");
  return (
    <ul className={styles.brands} aria-label={t("card.brands")}>
      {profile.brands.map(({ brand, value }) => (
        <li key={brand.code}>
          <span>{brand.name}</span>
          <ClassTag of={value.class} />
          <span className={styles.quiet}>
            {t("card.rfm", {
              r: value.recency.score,
              f: value.frequency.score,
              m: value.monetary.score,
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
