import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Select, Switch, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Named } from "../../components/NamedDialog";
import { NamedPanel } from "../../components/NamedPanel";
import { useConsequence } from "../../components/useConsequence";
import { newKey } from "../../lib/new-key";
import { pathsOf } from "../../lib/tree";
import type { Category } from "./api/list-categories";
import {
  type Attribute,
  type AttributeKind,
  attributeKinds,
  createAttribute,
  deleteAttribute,
  editAttribute,
} from "./api/terms";

interface Typed extends Named {
  readonly kind: AttributeKind;
  readonly category?: string | undefined;
  readonly choices?: readonly string[];
  readonly unit?: string;
  readonly variants?: boolean;
}

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

/** What values it has, which stays once it is made; and what that kind needs besides. */
function Kind() {
  const { t } = useTranslation("prices");
  const form = Form.useFormInstance<Typed>();
  const kind = Form.useWatch("kind", form);
  // A code is asked for while it is made only.
  const isNew = Form.useWatch((values) => "code" in values, form);
  return (
    <>
      <Form.Item name="kind" label={t("attribute.kind")} extra={t("attribute.kindHelp")}>
        <Select
          disabled={isNew === false}
          options={attributeKinds.map((value) => ({ value, label: t(`attributeKind.${value}`) }))}
        />
      </Form.Item>
      {kind === "choice" && (
        <Form.Item
          name="choices"
          label={t("attribute.choices")}
          extra={t("attribute.choicesHelp")}
          rules={[{ required: true, message: t("attribute.choicesMissing") }]}
        >
          <Select mode="tags" open={false} tokenSeparators={[",", "，", "、"]} />
        </Form.Item>
      )}
      {kind === "number" && (
        <Form.Item name="unit" label={t("attribute.unit")}>
          <Input maxLength={20} style={{ width: 160 }} placeholder="cm" />
        </Form.Item>
      )}
    </>
  );
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
