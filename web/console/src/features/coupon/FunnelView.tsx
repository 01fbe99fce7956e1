import type { Id } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Page";
import { type Funnel, funnelQuery } from "./api/templates";
import styles from "./coupon.module.css";

/** How far the coupons of a template came, and why the others did not. */
export function FunnelView({ template }: { template: Id }) {
  const { t } = useTranslation("coupon");
  const { data, error, isPending, refetch } = useQuery(funnelQuery(template));
  return (
    <>
      <Panel title={t("funnel.title")}>
        {isPending && <Skeleton active paragraph={{ rows: 4 }} />}
        {error && !data && <ProblemView thrown={error} onRetry={() => void refetch()} />}
        {data && data.issued === 0 && <EmptyState title={t("funnel.none")} />}
        {data && data.issued > 0 && <Steps funnel={data} />}
      </Panel>
      {data && (data.unredeemed?.length ?? 0) > 0 && (
        <Panel title={t("funnel.why")}>
          <Reasons funnel={data} />
        </Panel>
      )}
    </>
  );
}

function Steps({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  const steps = ["issued", "seen", "locked", "redeemed"] as const;
  return (
    <>
      <ol className={styles.funnel} aria-label={t("funnel.title")}>
        {steps.map((step) => (
          <Bar
            key={step}
            name={t(`funnel.${step}`)}
            count={funnel[step]}
            of={funnel.issued}
            help={t(`funnel.${step}Help`)}
          />
        ))}
      </ol>
      <p className={styles.quiet}>
        {t("funnel.rest", {
          expired: format.number(funnel.expired),
          cancelled: format.number(funnel.cancelled),
        })}{" "}
        {t("funnel.saved")} <Money amount={funnel.saved} currency={funnel.currency} />
        {" · "}
        <Moment at={funnel.at} />
      </p>
    </>
  );
}

interface BarProps {
  readonly name: string;
  readonly count: number;
  readonly of: number;
  readonly help?: string;
}

function Bar({ name, count, of, help }: BarProps) {
  const format = useFormat();
  const share = of > 0 ? count / of : 0;
  return (
    <li title={help}>
      <span>{name}</span>
      <span className={styles.track} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.figure}>
        {format.number(count)} ·{" "}
        {format.measureNumber(Math.round(share * 10_000), { kind: "share" })}
      </span>
    </li>
  );
}

const reasons = [
  "below_threshold",
  "out_of_scope",
  "never_bought",
  "never_seen",
  "not_used",
] as const;

/** One line a reason, over and still open together; below the threshold, by how far. */
function Reasons({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation("coupon");
  const list = funnel.unredeemed ?? [];
  const sum = (rows: typeof list) => rows.reduce((total, row) => total + row.coupons, 0);
  const all = sum(list);
  const below = list.filter(({ reason }) => reason === "below_threshold");
  const short = below.reduce((total, row) => total + row.short, 0);
  return (
    <>
      <p className={styles.quiet}>
        {t("funnel.whyHelp", {
          open: sum(list.filter(({ over }) => !over)),
          over: sum(list.filter(({ over }) => over)),
        })}
      </p>
      <ul className={`${styles.funnel} ${styles.reason}`} aria-label={t("funnel.why")}>
        {reasons.map((reason) => (
          <Bar
            key={reason}
            name={t(`reason.${reason}`)}
            help={t(`reason.${reason}Help`)}
            count={sum(list.filter((row) => row.reason === reason))}
            of={all}
          />
        ))}
      </ul>
      {below.length > 0 && (
        <>
          <h3>{t("funnel.howFar")}</h3>
          <ul className={`${styles.funnel} ${styles.reason}`} aria-label={t("funnel.howFar")}>
            {([0, 1, 2, 3] as const).map((band) => (
              <Bar
                key={band}
                name={t(`band.${band}`)}
                count={sum(below.filter((row) => row.band === band))}
                of={sum(below)}
              />
            ))}
          </ul>
          <p className={styles.quiet}>
            {t("funnel.short")}{" "}
            <Money
              amount={Math.round(short / sum(below)) as Funnel["saved"]}
              currency={funnel.currency}
            />
          </p>
        </>
      )}
    </>
  );
}
