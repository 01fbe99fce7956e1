import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../components/CodeField";
import { EditDialog } from "../../components/EditDialog";
import { NameFields, nameOf } from "../../components/NameFields";
import { insideOf, pathsOf, siblingsOf } from "../../lib/tree";
import { createCategory } from "./api/create-category";
import { type CategoryFields, editCategory } from "./api/edit-category";
import type { Category } from "./api/list-categories";

interface CategoryDialogProps {
  /** The one to change; without one a new one is made. */
  readonly category?: Category;
  readonly categories: readonly Category[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSaved: (category: Category) => void | Promise<void>;
}

type Typed = Pick<CategoryFields, "name_i18n" | "parent"> & { readonly code?: string };

/** Makes a category, or renames and moves one. It cannot be put into what hangs below it. */
export function CategoryDialog(props: CategoryDialogProps) {
  const { category, categories, open, onClose, onSaved } = props;
  const { t } = useTranslation("catalog");
  const paths = pathsOf(categories);
  const inside = category ? insideOf(categories, category.id) : new Set();
  const save = async ({ code = "", parent, name_i18n }: Typed) => {
    const fields = {
      name_i18n: nameOf({ ...category?.name_i18n, ...name_i18n }),
      ...(parent && { parent }),
    };
    const saved = category
      ? editCategory(category.id, category.version, {
          ...fields,
          position:
            parent === codeAbove(category, categories) ? placeOf(category, categories) : last,
        })
      : createCategory({ ...fields, code: code.trim(), position: last });
    await onSaved(await saved);
  };
  return (
    <EditDialog<Typed>
      open={open}
      title={category ? t("edit.title", { name: category.name }) : t("category.new")}
      verb={t(category ? "edit.save" : "edit.create")}
      initial={typedOf(category, categories)}
      onClose={onClose}
      onSave={save}
    >
      {!category && <CodeField />}
      <NameFields />
      <Form.Item name="parent" label={t("category.parent")} extra={t("category.parentHelp")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("category.top")}
          options={categories
            .filter(({ id }) => !inside.has(id))
            .map(({ id, code }) => ({ value: code, label: paths.get(id) ?? code }))}
        />
      </Form.Item>
    </EditDialog>
  );
}

/** Past the last, wherever that is. */
const last = 1_000_000;

function typedOf(category: Category | undefined, categories: readonly Category[]): Typed {
  if (!category) return { name_i18n: {} };
  const parent = codeAbove(category, categories);
  return { name_i18n: category.name_i18n, ...(parent && { parent }) };
}

/** codeAbove returns the code of a category's parent; undefined at the top. */
export function codeAbove(category: Category, categories: readonly Category[]) {
  return categories.find(({ id }) => id === category.parent_id)?.code;
}

/** placeOf returns a category's place among those of its parent, from 0. */
export function placeOf(category: Category, categories: readonly Category[]): number {
  return siblingsOf(categories, category.parent_id).findIndex(({ id }) => id === category.id);
}
