import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import type { Id } from "@habitue/kit/brand";
import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Table } from "../../components/Table";
import { type Branch, insideOf, siblingsOf, treeOf } from "../../lib/tree";
import type { Category } from "./api/list-categories";
import { placeOf } from "./CategoryDialog";
import styles from "./catalog.module.css";

interface CategoriesProps {
  readonly categories: readonly Category[];
  readonly mayEdit: boolean;
  readonly onEdit: (category: Category) => void;
  readonly onPlace: (category: Category, position: number) => void;
  readonly onDelete: (category: Category) => void;
  /** Asks what its goods earn; absent for whom may not read rules. */
  readonly onAsk?: ((category: Category) => void) | undefined;
}

/** The tree, in its order, with what stands in each node. */
export function Categories(props: CategoriesProps) {
  const { t } = useTranslation("catalog");
  const columns = useColumns(props);
  const { categories } = props;
  if (categories.length === 0) {
    return <EmptyState title={t("category.empty")}>{t("category.emptyHelp")}</EmptyState>;
  }
  return (
    <Table<Branch<Category>>
      aria-label={t("category.title")}
      columns={columns}
      dataSource={treeOf(categories)}
      rowKey="id"
      pagination={false}
      scroll={{ x: 760 }}
      expandable={{ defaultExpandAllRows: categories.length <= 200 }}
    />
  );
}

function useColumns(props: CategoriesProps): TableColumnsType<Branch<Category>> {
  const { t } = useTranslation("catalog");
  return [
    { key: "name", title: t("column.name"), dataIndex: "name", ellipsis: true },
    { key: "code", title: t("column.code"), dataIndex: "code", width: 160, ellipsis: true },
    {
      key: "articles",
      title: t("column.articles"),
      width: 130,
      align: "right",
      render: (_, { id, code }) => (
        <Link to="/catalog/articles" search={{ category: code }}>
          {t("category.articles", { count: articlesIn(props.categories, id) })}
        </Link>
      ),
    },
    {
      key: "acts",
      width: props.mayEdit ? 340 : 130,
      align: "right",
      render: (_, category) => <Acts {...props} category={category} />,
    },
  ];
}

/** How many articles stand in a category and in all below it, as its link shows them. */
function articlesIn(categories: readonly Category[], id: Id): number {
  const inside = insideOf(categories, id);
  return categories.reduce((sum, one) => sum + (inside.has(one.id) ? one.articles : 0), 0);
}

function Acts(props: CategoriesProps & { category: Category }) {
  const { category, categories, mayEdit, onEdit, onPlace, onDelete, onAsk } = props;
  const { t } = useTranslation("catalog");
  const place = placeOf(category, categories);
  const most = siblingsOf(categories, category.parent_id).length - 1;
  const isEmpty = category.articles === 0 && siblingsOf(categories, category.id).length === 0;
  return (
    <span className={styles.acts}>
      {onAsk && (
        <Button size="small" type="link" onClick={() => onAsk(category)}>
          {t("category.ask")}
        </Button>
      )}
      {mayEdit && (
        <>
          <Button
            size="small"
            icon={<ArrowUpOutlined />}
            aria-label={t("category.up", { name: category.name })}
            disabled={place === 0}
            onClick={() => onPlace(category, place - 1)}
          />
          <Button
            size="small"
            icon={<ArrowDownOutlined />}
            aria-label={t("category.down", { name: category.name })}
            disabled={place === most}
            onClick={() => onPlace(category, place + 1)}
          />
          <Button size="small" onClick={() => onEdit(category)}>
            {t("category.edit")}
          </Button>
          <Button
            size="small"
            type="text"
            danger
            disabled={!isEmpty}
            title={isEmpty ? "" : t("category.full")}
            onClick={() => onDelete(category)}
          >
            {t("category.delete")}
          </Button>
        </>
      )}
    </span>
  );
}
