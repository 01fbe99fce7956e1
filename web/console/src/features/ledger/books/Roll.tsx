import { ReaderContext } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { lazy, Suspense, useContext } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { todayIn } from "../../../lib/period";
import { exportRollForward } from "../api/export-books";
import { type RollAsk, rollForwardQuery } from "../api/get-roll-forward";
import { Asked } from "./Asked";
import { BooksFilters } from "./BooksFilters";
import styles from "./books.module.css";
import { FileButtons } from "./FileButtons";
import { MovedDrawer } from "./MovedDrawer";
import { RollChart } from "./RollChart";
import { RollTable } from "./RollTable";
import { Told } from "./Told";
import { type BooksWish, lastMonth, nextMonth } from "./wish";

// Ant Design's calendar weighs as much as a page.
const Months = lazy(() => import("./Months"));

interface RollProps {
  readonly wish: BooksWish;
  readonly onChange: (wish: BooksWish) => void;
}

/** From month to month: what there was, what came, what went, what there is. */
export function Roll({ wish, onChange }: RollProps) {
  const { t } = useTranslation("books");
  const { asset, clock, source, from, until } = wish;
  const ask: RollAsk = {
    ...(asset && { asset }),
    ...(clock && { clock }),
    ...(source && { source }),
    ...(from && { from }),
    // The reader counts the last month in, the API does not.
    ...(until && { until: nextMonth(until) }),
  };
  const query = useQuery(rollForwardQuery(ask));
  const months = query.data?.months ?? [];
  const picked = months.find(({ month }) => month === wish.month);
  return (
    <>
      <div className={styles.head}>
        <BooksFilters wish={wish} onChange={onChange} has={{ asset: true, clock: true }}>
          <MonthChoice wish={wish} onChange={onChange} />
        </BooksFilters>
        <FileButtons title={t("tab.roll")} fetch={(format) => exportRollForward(ask, format)} />
      </div>
      <Asked query={query}>
        {(roll) => (
          <>
            <Told books={roll} />
            <div className={styles.stack}>
              <RollChart roll={roll} source={query} />
              <Panel title={t("roll.title", { name: roll.name })}>
                <RollTable
                  roll={roll}
                  // By when things were recorded no posting is found.
                  {...(roll.clock === "occurred" && {
                    onPick: (month, side) => onChange({ ...wish, month, side }),
                  })}
                />
              </Panel>
            </div>
            <MovedDrawer
              roll={roll}
              month={picked}
              side={wish.side}
              onClose={() => onChange({ ...wish, month: undefined, side: undefined })}
            />
          </>
        )}
      </Asked>
    </>
  );
}

/** Of which months; without a choice, the year until now. */
function MonthChoice({ wish, onChange }: RollProps) {
  const { zone } = useContext(ReaderContext);
  const until = wish.until ?? todayIn(zone, new Date()).slice(0, 7);
  return (
    <Suspense fallback={<Skeleton.Input active />}>
      <Months
        from={wish.from ?? yearBefore(until)}
        until={until}
        onChange={(months) => onChange({ ...wish, ...months })}
      />
    </Suspense>
  );
}

function yearBefore(until: string): string {
  return Array.from({ length: 11 }).reduce<string>((month) => lastMonth(month), until);
}
