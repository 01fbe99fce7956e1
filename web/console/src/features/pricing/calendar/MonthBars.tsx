import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Calendar } from "../api/promotions";
import { states } from "../filter";
import styles from "../pricing.module.css";
import { cellsOf, daysIn, weekdayOf } from "./month";

/** A month by days: what applies stands in a bar over its days, the shortest first. */
export function MonthBars({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation("pricing");
  const days = daysIn(calendar.month);
  const feasts = new Map(calendar.festivals.map(({ day, name }) => [day, name]));
  return (
    <table className={styles.calendar} aria-label={t("calendar.title")}>
      <thead>
        <tr>
          <th scope="col" className={styles.name}>
            <span>{t("calendar.promotion")}</span>
          </th>
          {days.map((day) => (
            <th scope="col" key={day} className={toneOf(day, calendar.today)}>
              {feasts.has(day) && <span className={styles.feast}>{feasts.get(day)}</span>}
              {Number(day.slice(8))}
              <span>{t(`calendar.weekday.${weekdayOf(day)}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {calendar.items.map((item) => (
          <Row key={item.id} item={item} days={days} today={calendar.today} />
        ))}
      </tbody>
    </table>
  );
}

function toneOf(day: string, today: string): string | undefined {
  if (day === today) return styles.today;
  return Number(weekdayOf(day)) > 5 ? styles.weekend : undefined;
}

interface RowProps {
  readonly item: Calendar["items"][number];
  readonly days: readonly string[];
  readonly today: string;
}

function Row({ item: { id, name, status, spans }, days, today }: RowProps) {
  const { t } = useTranslation("pricing");
  const format = useFormat();
  const said = (from: string, until: string) =>
    from === until
      ? t("calendar.day", { day: format.localDate(from) })
      : t("calendar.span", { from: format.localDate(from), until: format.localDate(until) });
  return (
    <tr>
      <th scope="row" className={styles.name} title={name}>
        <Link to="/promotions/$promotion" params={{ promotion: id }}>
          {name}
        </Link>
      </th>
      {cellsOf(days, spans).map(({ from, until, length, isSpan }) =>
        isSpan ? (
          <td key={from} colSpan={length}>
            <div
              className={`${styles.bar} ${styles[status]}`}
              title={`${name} · ${said(from, until)} · ${t(`status.${status}`)}`}
            >
              {length > 2 && <span aria-hidden="true">{t(`status.${status}`)}</span>}
              <span className={styles.said}>
                {t("calendar.said", { state: t(`status.${status}`), days: said(from, until) })}
              </span>
            </div>
          </td>
        ) : (
          <td key={from} className={toneOf(from, today)} />
        ),
      )}
    </tr>
  );
}

/** What the colours mean. */
export function Legend() {
  const { t } = useTranslation("pricing");
  return (
    <ul className={styles.legend}>
      {states.map((state) => (
        <li key={state}>
          <span className={`${styles.bar} ${styles[state]}`} />
          {t(`status.${state}`)}
        </li>
      ))}
    </ul>
  );
}
