import type { Id } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Page";
import { undoPrices } from "../../features/catalog/api/change-prices";
import type { PriceList } from "../../features/catalog/api/list-price-lists";
import { type PriceChange, priceChangesQuery } from "../../features/catalog/api/list-prices";

/** How prices of a list were changed, and taking that back. */
export function PriceChanges({ list, mayPrice }: { list: PriceList; mayPrice: boolean }) {
  const { t } = useTranslation("prices");
  const queries = useQueryClient();
  const { message } = App.useApp();
  const undo = async (id: Id) => {
    try {
      await undoPrices(id, crypto.randomUUID());
      await queries.invalidateQueries({ queryKey: ["catalog"] });
    } catch {
      message.error(t("changes.cannot"));
    }
  };
  return (
    <Panel title={t("changes.title")}>
      <DataList<PriceChange>
        query={useInfiniteQuery(priceChangesQuery(list.id))}
        label={t("changes.title")}
        minWidth={640}
        empty={<EmptyState title={t("changes.none")} />}
        columns={[
          {
            key: "at",
            title: t("change.at"),
            width: 136,
            render: (_, { at }) => <Moment at={at} />,
          },
          {
            key: "what",
            title: t("changes.what"),
            render: (_, { steps, prices }) => <What steps={steps} prices={prices} list={list} />,
          },
          {
            key: "reason",
            dataIndex: "reason",
            title: t("column.reason"),
            width: 176,
            ellipsis: true,
          },
          {
            key: "acts",
            width: 112,
            align: "right",
            render: (_, { id, undone_by, undoes }) => {
              if (undone_by) return <Tag>{t("changes.undone")}</Tag>;
              if (undoes) return <Tag>{t("changes.undoing")}</Tag>;
              return (
                mayPrice && (
                  <Button size="small" onClick={() => void undo(id)}>
                    {t("changes.undo")}
                  </Button>
                )
              );
            },
          },
        ]}
      />
    </Panel>
  );
}

function What({
  steps,
  prices,
  list,
}: {
  steps: PriceChange["steps"];
  prices: number;
  list: PriceList;
}) {
  const { t } = useTranslation("prices");
  const [first] = steps;
  if (!first || prices > 1) return t("changes.many", { count: prices });
  return (
    <>
      {first.article.name}:{" "}
      {first.before ? (
        <Money amount={first.before.amount} currency={list.currency} />
      ) : (
        t("change.none")
      )}
      {" → "}
      {first.after ? (
        <Money amount={first.after.amount} currency={list.currency} />
      ) : (
        t("change.none")
      )}
    </>
  );
}
