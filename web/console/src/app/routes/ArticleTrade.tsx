import type { Id } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { useUndo } from "../../components/useUndo";
import { attributesQuery, editTrade, taxClassesQuery } from "../../features/catalog/api/edit-trade";
import { articleVariantsQuery } from "../../features/catalog/api/get-article-parts";
import type { Article } from "../../features/catalog/api/list-articles";
import { categoriesQuery } from "../../features/catalog/api/list-categories";
import { TradeDialog, tradeOf } from "../../features/catalog/TradeDialog";
import { settingsQuery } from "../../features/org/api/get-settings";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { ArticlePrices } from "./ArticlePrices";

/** What a basket must know of an article: its variants, cost, tax, prices and stock. */
export function ArticleTrade({ article }: { article: Article }) {
  return (
    <LateWords of="prices">
      <Trade article={article} />
      <Variants id={article.id} />
      <ArticlePrices id={article.id} />
    </LateWords>
  );
}

function Trade({ article }: { article: Article }) {
  const { t } = useTranslation("prices");
  const can = useCan();
  const taxes = useQuery(taxClassesQuery).data?.items ?? [];
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  const tax = taxes.find(({ code }) => code === article.tax_class);
  return (
    <Panel title={t("trade.title")} extra={can("catalog:write") && <Edit article={article} />}>
      <Facts>
        <Fact name={t("trade.unit")}>
          {t(`unit.${article.unit}`)}
          {article.scale > 0 && ` · ${t("trade.decimals", { count: article.scale })}`}
        </Fact>
        {article.variant_of && <Fact name={t("trade.variantOf")}>{article.variant_of.name}</Fact>}
        <Fact name={t("trade.tax")}>{tax?.name ?? article.tax_class}</Fact>
        {can("catalog:cost") && (
          <Fact name={t("column.cost")}>
            {article.cost && (
              <Money amount={article.cost.amount} currency={article.cost.currency} />
            )}
          </Fact>
        )}
        <Fact name={t("trade.discountable")}>{t(article.discountable ? "yes" : "no")}</Fact>
        <Fact name={t("trade.barcodes")}>
          {article.barcodes.length > 0 ? article.barcodes.join(t("file.comma")) : undefined}
        </Fact>
        {Object.entries(article.attributes).map(([code, value]) => {
          const known = attributes.find((one) => one.code === code);
          return (
            <Fact key={code} name={known?.name ?? code}>
              {value} {known?.unit}
            </Fact>
          );
        })}
      </Facts>
    </Panel>
  );
}

function Edit({ article }: { article: Article }) {
  const { t } = useTranslation("prices");
  const queries = useQueryClient();
  const tell = useUndo();
  const [isOpen, setOpen] = useState(false);
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const currency = useQuery(settingsQuery).data?.currency ?? "CNY";
  const again = () => queries.invalidateQueries({ queryKey: ["catalog"] });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("list.edit")}
      </Button>
      <TradeDialog
        article={article}
        categories={categories}
        currency={currency}
        open={isOpen}
        onClose={() => setOpen(false)}
        onSaved={async (saved) => {
          await again();
          tell({
            text: t("list.saved", { name: saved.name }),
            undo: async () => {
              await editTrade(saved.id, saved.version, tradeOf(article));
              await again();
            },
          });
        }}
      />
    </>
  );
}

function Variants({ id }: { id: Id }) {
  const { t } = useTranslation("prices");
  const variants = useQuery(articleVariantsQuery(id)).data?.items ?? [];
  if (variants.length === 0) return null;
  return (
    <Panel title={t("trade.variants")}>
      <Table<Article>
        aria-label={t("trade.variants")}
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={variants}
        columns={[
          {
            key: "name",
            title: t("column.article"),
            render: (_, variant) => (
              <Link to="/catalog/articles/$id" params={{ id: variant.id }}>
                {variant.name}
              </Link>
            ),
          },
          { key: "code", dataIndex: "code", title: t("column.code") },
          {
            key: "attributes",
            title: t("trade.attributes"),
            render: (_, { attributes }) =>
              Object.entries(attributes).map(([code, value]) => <Tag key={code}>{value}</Tag>),
          },
        ]}
      />
    </Panel>
  );
}
