import type { Id, Minor } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Article } from "./api/list-articles";
import styles from "./catalog.module.css";

/** What was sold of articles in the last 30 days, for whom may see it. */
export interface SoldLately {
  readonly currency: string;
  readonly of: ReadonlyMap<Id, { pieces: number; sales: Minor }>;
  /** False while figures are on their way: what is not told is not nothing. */
  readonly isKnown: boolean;
}

/** The columns of the list; what was sold only where it is known. */
export function useArticleColumns(sold?: SoldLately): TableColumnsType<Article> {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  const columns: TableColumnsType<Article> = [
    {
      key: "name",
      title: t("column.name"),
      ellipsis: true,
      render: (_, { id, name, archived_at }) => (
        <>
          <Link to="/catalog/articles/$id" params={{ id }}>
            {name}
          </Link>{" "}
          {archived_at && <Tag>{t("state.archived")}</Tag>}
        </>
      ),
    },
    { key: "code", title: t("column.code"), width: 104, ellipsis: true, dataIndex: "code" },
    {
      key: "category",
      title: t("column.category"),
      width: 136,
      ellipsis: true,
      render: (_, { category }) =>
        category?.name ?? <span className={styles.quiet}>{t("state.unfiled")}</span>,
    },
    {
      key: "brand",
      title: t("column.brand"),
      width: 112,
      ellipsis: true,
      render: (_, { brand }) => brand?.name ?? "—",
    },
    {
      key: "earns",
      title: t("column.earns"),
      width: 104,
      render: (_, article) => <EarnsTag article={article} />,
    },
  ];
  if (!sold) return columns;
  return [
    ...columns,
    {
      key: "pieces",
      title: t("column.pieces"),
      width: 112,
      align: "right",
      render: (_, { id }) => {
        const pieces = sold.of.get(id)?.pieces ?? (sold.isKnown ? 0 : undefined);
        return pieces === undefined ? "—" : format.number(pieces);
      },
    },
    {
      key: "sales",
      title: t("column.sales"),
      width: 120,
      align: "right",
      render: (_, { id }) => {
        const sales = sold.of.get(id)?.sales;
        return sales === undefined ? "—" : <Money amount={sales} currency={sold.currency} />;
      },
    },
  ];
}

/** Whether an article can earn, by itself: its kind first, then what staff said. */
export function EarnsTag({ article }: { article: Pick<Article, "kind" | "earns"> }) {
  const { t } = useTranslation("catalog");
  if (article.kind !== "goods") return <Tag>{t(`kind.${article.kind}`)}</Tag>;
  return article.earns ? (
    <Tag color="success">{t("state.earns")}</Tag>
  ) : (
    <Tag color="warning">{t("state.earnsNot")}</Tag>
  );
}
