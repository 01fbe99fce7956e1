import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { exportLiability } from "../api/export-books";
import { breakageQuery } from "../api/get-breakage";
import { type LiabilityAsk, liabilityQuery } from "../api/get-liability";
import { Asked } from "./Asked";
import { BooksFilters } from "./BooksFilters";
import { BreakageCurve } from "./BreakageCurve";
import styles from "./books.module.css";
import { Cohorts } from "./Cohorts";
import { FileButtons } from "./FileButtons";
import { LiabilityFigures } from "./LiabilityFigures";
import { OutstandingChart } from "./OutstandingChart";
import { Told } from "./Told";
import { useCut } from "./useCut";
import type { BooksWish } from "./wish";

interface LiabilityTabProps {
  readonly wish: BooksWish;
  readonly onChange: (wish: BooksWish) => void;
}

/** What is owed to members: how old it is, when it ends, and how much of it will never be asked for. */
export function LiabilityTab({ wish, onChange }: LiabilityTabProps) {
  const { t } = useTranslation("books");
  const cut = useCut(wish);
  const { asset, source } = wish;
  const ask: LiabilityAsk = { ...cut, ...(asset && { asset }) };
  const liability = useQuery(liabilityQuery(ask));
  // How credits fared is told as of now: of an earlier day nobody knew it yet.
  const breakage = useQuery({
    ...breakageQuery({ ...(asset && { asset }), ...(source && { source }) }),
    enabled: !wish.as_of,
  });
  return (
    <div className={styles.stack}>
      <div className={styles.head}>
        <BooksFilters
          wish={wish}
          onChange={onChange}
          has={{ asset: true, clock: true, asOf: true }}
        />
        <FileButtons title={t("tab.liability")} fetch={(format) => exportLiability(ask, format)} />
      </div>
      <Asked query={liability}>
        {(owed) => (
          <>
            <Told books={owed} />
            <div className={styles.stack}>
              <Panel title={t("liability.title", { name: owed.name })}>
                <LiabilityFigures
                  liability={owed}
                  breakage={wish.as_of ? undefined : breakage.data}
                />
              </Panel>
              <div className={styles.charts}>
                <OutstandingChart by="credit" liability={owed} source={liability} />
                <OutstandingChart by="expiry" liability={owed} source={liability} />
              </div>
            </div>
          </>
        )}
      </Asked>
      {!wish.as_of && (
        <>
          <BreakageCurve breakage={breakage.data} source={breakage} />
          <Asked query={breakage}>
            {(known) => (
              <Panel title={t("cohorts.title")}>
                <Cohorts breakage={known} />
              </Panel>
            )}
          </Asked>
        </>
      )}
    </div>
  );
}
