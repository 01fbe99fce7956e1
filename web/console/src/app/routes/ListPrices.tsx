import { Money } from "@habitue/kit/components/Amount";
import { Day } from "@habitue/kit/components/When";
import { ReaderContext } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input, Tag } from "antd";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Page";
import { useUndo } from "../../components/useUndo";
import { undoPrices } from "../../features/catalog/api/change-prices";
import type { PriceList } from "../../features/catalog/api/list-price-lists";
import { type PricedArticle, pricesQuery } from "../../features/catalog/api/list-prices";
import { ImportList } from "../../features/catalog/ImportList";
import { PriceDrawer, type ToPrice } from "../../features/catalog/PriceDrawer";
import { ladderQuery } from "../../features/tier/api/get-ladder";

/** The prices of a list, article by article, and changing them. */
export function ListPrices({ list, mayPrice }: { list: PriceList; mayPrice: boolean }) {
  const { t } = useTranslation("prices");
  const queries = useQueryClient();
  const tell = useUndo();
  const [text, setText] = useState("");
  const [price, setPrice] = useState<ToPrice>();
  const ladder = useQuery(ladderQuery).data;
  const { language } = useContext(ReaderContext);
  const levels = (ladder?.body.levels ?? []).map(({ code, name }) => ({
    code,
    name: name[language] ?? name["zh-CN"] ?? code,
  }));
  const nameOf = (level: string) =>
    level === "*"
      ? t("change.everyMember")
      : (levels.find(({ code }) => code === level)?.name ?? level);
  const again = () => queries.invalidateQueries({ queryKey: ["catalog"] });
  return (
    <Panel
      title={t("prices.title")}
      extra={
        mayPrice && (
          <span style={{ display: "flex", gap: 8 }}>
            <ImportList kind="prices" list={list.code} />
            <Button type="primary" onClick={() => setPrice({})}>
              {t("change.title")}
            </Button>
          </span>
        )
      }
    >
      <Input.Search
        aria-label={t("prices.find")}
        placeholder={t("prices.find")}
        allowClear
        onSearch={setText}
        style={{ maxWidth: 280, marginBlockEnd: 12 }}
      />
      <DataList<PricedArticle>
        query={useInfiniteQuery(pricesQuery(list.id, text || undefined))}
        label={t("prices.title")}
        minWidth={960}
        empty={<EmptyState title={t("prices.none")}>{t("prices.noneHelp")}</EmptyState>}
        columns={[
          {
            key: "name",
            title: t("column.article"),
            width: 176,
            fixed: "left",
            ellipsis: true,
            render: (_, { id, name }) => (
              <Link to="/catalog/articles/$id" params={{ id }}>
                {name}
              </Link>
            ),
          },
          { key: "code", dataIndex: "code", title: t("column.code"), width: 104, ellipsis: true },
          {
            key: "cost",
            title: t("column.cost"),
            width: 96,
            align: "right",
            render: (_, { cost }) =>
              cost ? <Money amount={cost.amount} currency={cost.currency} /> : "—",
          },
          {
            key: "price",
            title: t("column.price"),
            width: 104,
            align: "right",
            render: (_, { prices }) => {
              const now = inForce(prices);
              return now ? <Money amount={now.amount} currency={list.currency} /> : "—";
            },
          },
          {
            key: "member",
            title: t("column.member"),
            width: 232,
            render: (_, { prices }) =>
              Object.entries(inForce(prices)?.member ?? {}).map(([level, amount]) => (
                <Tag key={level}>
                  {nameOf(level)} <Money amount={amount} currency={list.currency} />
                </Tag>
              )),
          },
          {
            key: "coming",
            title: t("column.coming"),
            width: 168,
            render: (_, { prices }) =>
              prices
                .filter(({ state }) => state === "coming")
                .map(({ from, amount }) => (
                  <div key={from}>
                    {from && <Day at={from} />} <Money amount={amount} currency={list.currency} />
                  </div>
                )),
          },
          ...(mayPrice
            ? [
                {
                  key: "acts",
                  width: 80,
                  align: "right" as const,
                  render: (_: unknown, { code, name, prices }: PricedArticle) => (
                    <Button
                      size="small"
                      onClick={() => {
                        const now = inForce(prices);
                        setPrice({
                          article: code,
                          name,
                          ...(now && { amount: now.amount, member: now.member }),
                        });
                      }}
                    >
                      {t("change.short")}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <PriceDrawer
        list={list}
        levels={levels}
        price={price}
        onClose={() => setPrice(undefined)}
        onChanged={async ({ change }) => {
          await again();
          if (!change) return;
          tell({
            text: t("change.done"),
            undo: async () => {
              await undoPrices(change.id, crypto.randomUUID());
              await again();
            },
          });
        }}
      />
    </Panel>
  );
}

/** The price that holds now: of those in force the one that began last. */
function inForce(prices: PricedArticle["prices"]) {
  return prices.findLast(({ state }) => state === "in_force");
}
