import type { Schemas } from "@habitue/kit/api/types";
import type { Restored } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { spendingQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Empty, Loaded } from "../parts/states";
import styles from "./spending.module.css";

type Year = Restored<Schemas["SpendingYear"]>;

/** SpendingPage is what one spent and saved in a year: when, on what and where. */
export function SpendingPage() {
  const { t } = useTranslation("me");
  const [year, setYear] = useState<number>();
  const query = useQuery({ ...spendingQuery(year), placeholderData: keepPreviousData });
  return (
    <Page title={t("spending.title")} back="/orders">
      <Loaded query={query}>
        {(spent) => (
          <>
            <YearChoice spent={spent} onChoose={setYear} />
            {spent.orders === 0 ? (
              <Empty title={t("spending.none", { year: spent.year })} help={t("orders.noneHelp")} />
            ) : (
              <>
                <Sums spent={spent} />
                <Months spent={spent} />
                <Parts title={t("spending.categories")} parts={spent.categories} spent={spent} />
                <Parts title={t("spending.stores")} parts={spent.stores} spent={spent} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface Spent {
  readonly spent: Year;
}

function YearChoice({ spent, onChoose }: Spent & { onChoose: (year: number) => void }) {
  const { t } = useTranslation("me");
  const { year, first_year: first, latest_year: latest } = spent;
  return (
    <div className={styles.years}>
      <Button
        small
        disabled={year <= first}
        aria-label={t("spending.before", { year: year - 1 })}
        onClick={() => onChoose(year - 1)}
      >
        ‹
      </Button>
      <strong aria-live="polite">{t("spending.year", { year })}</strong>
      <Button
        small
        disabled={year >= latest}
        aria-label={t("spending.after", { year: year + 1 })}
        onClick={() => onChoose(year + 1)}
      >
        ›
      </Button>
    </div>
  );
}

function Sums({ spent }: Spent) {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <Part>
      <Rows>
        <Row
          title={t("spending.amount")}
          note={t("spending.orders", { count: spent.orders })}
          value={<strong>{format.money(spent.amount, spent.currency)}</strong>}
        />
        {spent.saved > 0 && (
          <Row title={t("spending.saved")} value={format.money(spent.saved, spent.currency)} />
        )}
      </Rows>
    </Part>
  );
}

/** Months are twelve bars; each says its own month, amount and what was saved. */
function Months({ spent }: Spent) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const most = Math.max(...spent.months.map(({ amount }) => amount), 1);
  return (
    <Part title={t("spending.months")}>
      <ol className={styles.months}>
        {spent.months.map(({ month, amount, orders }) => {
          const name = format.localMonth(`${spent.year}-${String(month).padStart(2, "0")}-01`);
          const said = t("spending.month", {
            month: name,
            amount: format.money(amount, spent.currency),
            count: orders,
          });
          return (
            <li key={month} title={said}>
              <span className={styles.bar} aria-hidden="true">
                <span style={{ height: `${Math.max(0, (amount / most) * 100)}%` }} />
              </span>
              <span className={styles.hidden}>{said}</span>
              <small aria-hidden="true">{month}</small>
            </li>
          );
        })}
      </ol>
    </Part>
  );
}

function Parts({ title, parts, spent }: Spent & { title: string; parts: Year["categories"] }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  if (parts.length === 0) return null;
  return (
    <Part title={title}>
      <Rows>
        {parts.map(({ place, amount, share_bps: share }) => (
          <Row
            key={place?.code ?? ""}
            title={place?.name ?? t("spending.other")}
            note={t("spending.share", { share: format.number(Math.round(share / 100)) })}
            value={format.money(amount, spent.currency)}
          >
            <span className={styles.share} aria-hidden="true">
              <span style={{ width: `${share / 100}%` }} />
            </span>
          </Row>
        ))}
      </Rows>
    </Part>
  );
}
