import { Form, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../components/CodeField";
import { EditDialog } from "../../components/EditDialog";
import { NameFields, nameOf } from "../../components/NameFields";
import { pathsOf } from "../../lib/tree";
import { createArticle } from "./api/create-article";
import { type ArticleFields, editArticle } from "./api/edit-article";
import type { Article } from "./api/list-articles";
import type { GoodsBrand } from "./api/list-brands";
import type { Category } from "./api/list-categories";

interface ArticleDialogProps {
  /** The one to change; without one a new one is made. */
  readonly article?: Article;
  readonly categories: readonly Category[];
  readonly brands: readonly GoodsBrand[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSaved: (article: Article) => void | Promise<void>;
}

interface Typed extends ArticleFields {
  readonly code?: string;
}

const kinds = ["goods", "delivery", "service", "tip", "discount", "other"] as const;

/** Makes an article, or changes one as it was seen. */
export function ArticleDialog(props: ArticleDialogProps) {
  const { article, categories, brands, open, onClose, onSaved } = props;
  const { t } = useTranslation("catalog");
  const paths = pathsOf(categories);
  const save = async ({ code = "", ...typed }: Typed) => {
    const fields = { ...typed, name_i18n: nameOf({ ...article?.name_i18n, ...typed.name_i18n }) };
    const saved = article
      ? editArticle(article.id, article.version, fields)
      : createArticle({ ...fields, code: code.trim() });
    await onSaved(await saved);
  };
  return (
    <EditDialog<Typed>
      open={open}
      title={article ? t("edit.title", { name: article.name }) : t("edit.new")}
      verb={t(article ? "edit.save" : "edit.create")}
      initial={article ? fieldsOf(article) : { name_i18n: {}, kind: "goods", earns: true }}
      onClose={onClose}
      onSave={save}
    >
      {!article && <CodeField />}
      <NameFields />
      <Form.Item name="kind" label={t("edit.kind")}>
        <Select options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="category" label={t("column.category")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={categories.map(({ id, code }) => ({
            value: code,
            label: paths.get(id) ?? code,
          }))}
        />
      </Form.Item>
      <Form.Item name="brand" label={t("column.brand")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={brands.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="earns" label={t("edit.earns")} extra={t("edit.earnsHelp")}>
        <Switch />
      </Form.Item>
      {article && (
        <Form.Item name="archived" label={t("edit.archived")} extra={t("edit.archivedHelp")}>
          <Switch />
        </Form.Item>
      )}
    </EditDialog>
  );
}

/** fieldsOf says an article as it is, to be changed or to be put back. */
export function fieldsOf(article: Article): ArticleFields {
  const { name_i18n, kind, category, brand, earns, archived_at } = article;
  return {
    name_i18n,
    kind,
    ...(category && { category: category.code }),
    ...(brand && { brand: brand.code }),
    earns,
    archived: archived_at !== null,
  };
}
