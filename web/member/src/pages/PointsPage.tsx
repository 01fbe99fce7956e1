import { useFormat } from "@habitue/kit/format/reader";
import { lastDayOf } from "@habitue/kit/format/time";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { balancesQuery, entriesQuery } from "../api/queries";
import { More } from "../parts/More";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Empty, Loaded } from "../parts/states";
import styles from "./points.module.css";

/** PointsPage says how many, what ends when, and where each came from. */
export function PointsPage() {
  const { t } = useTranslation("me");
  return (
    <Page title={t("points.title")}>
      <Balance />
      <Entries />
    </Page>
  );
}

function Balance() {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <Loaded query={useQuery(balancesQuery)}>
      {({ items }) => {
        const points = items.find(({ asset }) => asset === "points");
        if (!points) return null;
        return (
          <Part>
            <p className={styles.figure}>
              <strong>{format.number(points.available)}</strong> {points.unit}
            </p>
            {points.worth && (
              <p className={styles.quiet}>
                {t("points.worth", {
                  amount: format.moneyBrief(points.worth.amount, points.worth.currency),
                })}
              </p>
            )}
            {points.pending > 0 && (
              <p className={styles.quiet}>
                {t("points.pending", { points: format.number(points.pending) })}
              </p>
            )}
            {points.owed > 0 && (
              <p className={styles.quiet}>
                {t("points.owed", { points: format.number(points.owed) })}
              </p>
            )}
            {points.expiring.length > 0 && (
              <>
                <h2>{t("points.expiring")}</h2>
                <Rows>
                  {points.expiring.slice(0, 4).map(({ amount, expires_at }) => (
                    <Row
                      key={expires_at}
                      title={t("points.until", { day: format.date(lastDayOf(expires_at)) })}
                      value={format.number(amount)}
                    />
                  ))}
                </Rows>
              </>
            )}
          </Part>
        );
      }}
    </Loaded>
  );
}

function Entries() {
  const { t } = useTranslation("me");
  const format = useFormat();
  const query = useInfiniteQuery(entriesQuery);
  return (
    <Part title={t("points.entries")}>
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items);
          if (entries.length === 0) {
            return <Empty title={t("points.none")} help={t("points.noneHelp")} />;
          }
          return (
            <Rows>
              {entries.map((entry) => (
                <Row
                  key={entry.id}
                  title={entry.reason.text}
                  note={[format.moment(entry.occurred_at), entry.reference]
                    .filter(Boolean)
                    .join(" · ")}
                  value={
                    <>
                      <strong>{format.signed(entry.amount)}</strong>
                      {entry.bucket === "pending" && <small>{t("points.waits")}</small>}
                    </>
                  }
                >
                  {entry.why.length > 0 && (
                    <details className={styles.why}>
                      <summary>{t("points.why")}</summary>
                      <ul>
                        {entry.why.map(({ code, text }) => (
                          <li key={code + text}>{text}</li>
                        ))}
                      </ul>
                    </details>
                  )}
                </Row>
              ))}
            </Rows>
          );
        }}
      </Loaded>
      <More query={query} />
    </Part>
  );
}
