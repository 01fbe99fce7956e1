import type { Id } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { ReaderContext, useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Panel } from "../../components/Page";
import { type Sold, soldQuery } from "../../features/insight/api/get-sold";
import { addDays, todayIn } from "../../lib/period";

/** What was sold in the last 30 and in the last 90 days, until yesterday. */
export function SoldOf({ id }: { id: Id }) {
  const { t } = useTranslation("catalog");
  const { zone } = useContext(ReaderContext);
  const until = todayIn(zone, new Date());
  const month = useQuery(soldQuery([id], { from: addDays(until, -30), until }));
  const quarter = useQuery(soldQuery([id], { from: addDays(until, -90), until }));
  const problem = month.error ?? quarter.error;
  if (problem && !month.data) {
    return (
      <Panel title={t("article.sold")}>
        <ProblemView size="small" thrown={problem} onRetry={() => void month.refetch()} />
      </Panel>
    );
  }
  return (
    <Panel title={t("article.sold")}>
      <Facts>
        {[
          { days: 30, data: month.data },
          { days: 90, data: quarter.data },
        ].map(({ days, data }) => (
          <Fact key={days} name={t("article.lastDays", { count: days })}>
            {data ? (
              <SoldFigures sold={data.items[0]} currency={data.currency} />
            ) : (
              <Skeleton.Input active size="small" />
            )}
          </Fact>
        ))}
      </Facts>
    </Panel>
  );
}

function SoldFigures({
  sold,
  currency,
}: {
  sold: Sold["items"][number] | undefined;
  currency: string;
}) {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  if (!sold) return t("article.soldNothing");
  return (
    <>
      {t("article.pieces", { count: sold.pieces, shown: format.number(sold.pieces) })}
      {" · "}
      <Money amount={sold.sales} currency={currency} />
    </>
  );
}
