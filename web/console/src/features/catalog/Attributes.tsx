import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Select, Switch, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Named } from "../../components/NamedDialog";
import { NamedPanel } from "../../components/NamedPanel";
import { useConsequence } from "../../components/useConsequence";
import { newKey } from "../../lib/new-key";
import { pathsOf } from "../../lib/tree";
import { Kind, type TypedAttribute as Typed } from "./AttributeKind";
import type { Category } from "./api/list-categories";
import { type Attribute, createAttribute, deleteAttribute, editAttribute } from "./api/terms";

interface AttributesProps {
  readonly attributes: readonly Attribute[];
  readonly categories: readonly Category[];
  readonly mayEdit: boolean;
}

/** What can be said of the articles of a category and below, and what values it has. */
export function Attributes({ attributes, categories, mayEdit }: AttributesProps) {
  const { t } = useTranslation("prices");
  const [key] = useState(newKey);
  const paths = pathsOf(categories);
  const placeOf = (code: string | undefined) => {
    const category = categories.find((one) => one.code === code);
    return category ? (paths.get(category.id) ?? category.code) : t("attribute.everywhere");
  };
  return (
    <NamedPanel<Attribute, Typed>
      words={{
        title: t("attribute.title"),
        create: t("attribute.new"),
        change: t("list.edit"),
        none: t("attribute.none"),
        noneHelp: t("attribute.noneHelp"),
        name: t("column.name"),
        code: t("column.code"),
        saveVerb: t("list.save"),
        createVerb: t("list.create"),
        changing: (name) => t("list.editTitle", { name }),
        changed: (name) => t("list.saved", { name }),
      }}
      things={attributes}
      mayEdit={mayEdit}
      minWidth={980}
      columns={[
        {
          key: "kind",
          title: t("attribute.kind"),
          width: 240,
          render: (_, { kind, choices = [], unit, variants }) => (
            <>
              {t(`attributeKind.${kind}`)}
              {unit && ` (${unit})`}{" "}
              {variants && <Tag color="blue">{t("attribute.ofVariants")}</Tag>}
              {choices.length > 0 && (
                <div>
                  {choices.slice(0, shown).map((choice) => (
                    <Tag key={choice}>{choice}</Tag>
                  ))}
                  {choices.length > shown && t("attribute.more", { count: choices.length - shown })}
                </div>
              )}
            </>
          ),
        },
        {
          key: "category",
          title: t("attribute.category"),
          width: 200,
          render: (_, { category }) => placeOf(category),
        },
        ...(mayEdit
          ? [
              {
                key: "delete",
                width: 96,
                render: (_: unknown, attribute: Attribute) => <Delete attribute={attribute} />,
              },
            ]
          : []),
      ]}
      blank={{ code: "", name_i18n: {}, kind: "text" }}
      typedOf={typedOf}
      onCreate={({ code, kind, name_i18n, ...typed }) =>
        createAttribute(`${key}:${code}`, {
          code,
          kind,
          name_i18n,
          ...fieldsOf({ kind, ...typed }),
        })
      }
      onChange={({ id, version }, { name_i18n, ...typed }) =>
        editAttribute(id, { name_i18n, ...fieldsOf(typed), version })
      }
      stale="catalog"
    >
      <Kind />
      <Form.Item
        name="category"
        label={t("attribute.category")}
        extra={t("attribute.categoryHelp")}
      >
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("attribute.everywhere")}
          options={categories.map(({ id, code }) => ({
            value: code,
            label: paths.get(id) ?? code,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="variants"
        label={t("attribute.variants")}
        extra={t("attribute.variantsHelp")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </NamedPanel>
  );
}

/** How many choices a row shows. */
const shown = 8;

function typedOf({ code, name_i18n, kind, category, choices, unit, variants }: Attribute): Typed {
  return {
    code,
    name_i18n,
    kind,
    ...(category && { category }),
    ...(choices && { choices }),
    ...(unit && { unit }),
    variants: variants ?? false,
  };
}

/** fieldsOf leaves out what a kind has no use for. */
function fieldsOf({ kind, category, choices, unit, variants }: Omit<Typed, keyof Named>) {
  return {
    ...(category && { category }),
    ...(kind === "choice" && { choices: [...(choices ?? [])] }),
    ...(kind === "number" && unit?.trim() && { unit: unit.trim() }),
    variants: variants ?? false,
  };
}

function Delete({ attribute }: { attribute: Attribute }) {
  const { t } = useTranslation("prices");
  const queries = useQueryClient();
  const ask = useConsequence();
  return (
    <Button
      size="small"
      danger
      type="text"
      onClick={() =>
        ask({
          title: t("attribute.deleteTitle", { name: attribute.name }),
          consequence: t("attribute.deleteHelp"),
          verb: t("attribute.delete"),
          destructive: true,
          onConfirm: async () => {
            await deleteAttribute(attribute);
            await queries.invalidateQueries({ queryKey: ["catalog"] });
          },
        })
      }
    >
      {t("attribute.delete")}
    </Button>
  );
}
