import { minor } from "@habitue/kit/brand";
import { exponentOf } from "@habitue/kit/format/money";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { EditDialog } from "../../components/EditDialog";
import { attributesQuery, editTrade, type TradeFields, taxClassesQuery } from "./api/edit-trade";
import type { Article } from "./api/list-articles";
import type { Category } from "./api/list-categories";
import type { Attribute } from "./api/terms";
import { attributesOf } from "./attributes-of";

interface TradeDialogProps {
  readonly article: Article;
  readonly categories: readonly Category[];
  /** The retailer's, in which a cost is that was never said. */
  readonly currency: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSaved: (article: Article) => void | Promise<void>;
}

interface Typed {
  readonly variant_of?: string;
  readonly unit: Article["unit"];
  readonly scale: number;
  readonly tax_class?: string;
  readonly cost?: number | null;
  readonly discountable: boolean;
  readonly barcodes: string[];
  readonly attributes?: Record<string, string | undefined>;
}

/** Changes what a basket must know of an article, as it was seen. */
export function TradeDialog(props: TradeDialogProps) {
  const { article, categories, open, onClose, onSaved } = props;
  const { t } = useTranslation("prices");
  const taxes = useQuery(taxClassesQuery).data?.items ?? [];
  const all = useQuery(attributesQuery).data?.items ?? [];
  const attributes = attributesOf(article, all, categories);
  const currency = article.cost?.currency ?? props.currency;
  const exponent = exponentOf(currency);
  const save = async ({ cost, attributes: values = {}, ...typed }: Typed) => {
    const said = Object.entries({ ...article.attributes, ...values }).filter(
      (pair): pair is [string, string] => !!pair[1],
    );
    const fields: TradeFields = {
      ...typed,
      attributes: Object.fromEntries(said),
      ...(typeof cost === "number" && {
        cost: {
          amount: minor(Math.round(cost * 10 ** exponent)),
          currency,
        },
      }),
    };
    await onSaved(await editTrade(article.id, article.version, fields));
  };
  return (
    <EditDialog<Typed>
      open={open}
      title={t("trade.edit", { name: article.name })}
      verb={t("list.save")}
      initial={{
        unit: article.unit,
        scale: article.scale,
        discountable: article.discountable,
        barcodes: [...article.barcodes],
        attributes: { ...article.attributes },
        ...(article.variant_of && { variant_of: article.variant_of.code }),
        ...(article.tax_class !== null && { tax_class: article.tax_class }),
        ...(article.cost && { cost: article.cost.amount / 10 ** exponent }),
      }}
      onClose={onClose}
      onSave={save}
    >
      <Form.Item name="variant_of" label={t("trade.variantOf")} extra={t("trade.variantHelp")}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="unit" label={t("trade.unit")}>
        <Select
          options={(["piece", "weight"] as const).map((value) => ({
            value,
            label: t(`unit.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="scale" label={t("trade.scale")}>
        <InputNumber min={0} max={3} precision={0} />
      </Form.Item>
      <Form.Item name="tax_class" label={t("trade.tax")}>
        <Select
          allowClear
          options={taxes.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="cost" label={t("trade.costIn", { currency })} extra={t("trade.costHelp")}>
        <InputNumber min={0} precision={exponent} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name="barcodes" label={t("trade.barcodes")}>
        <Select mode="tags" open={false} tokenSeparators={[" ", ","]} />
      </Form.Item>
      {attributes.map((attribute) => (
        <AttributeField key={attribute.code} attribute={attribute} />
      ))}
      <Form.Item
        name="discountable"
        label={t("trade.discountable")}
        extra={t("trade.discountHelp")}
      >
        <Switch />
      </Form.Item>
    </EditDialog>
  );
}

/** One value, as its attribute has them. */
function AttributeField({ attribute }: { attribute: Attribute }) {
  const { t } = useTranslation("prices");
  const { code, name, kind, choices, unit } = attribute;
  const field = { name: ["attributes", code], label: unit ? `${name} (${unit})` : name };
  const among = (options: { value: string; label: string }[]) => (
    <Form.Item {...field}>
      <Select allowClear options={options} />
    </Form.Item>
  );
  switch (kind) {
    case "choice":
      return among((choices ?? []).map((value) => ({ value, label: value })));
    case "yes_no":
      return among((["yes", "no"] as const).map((value) => ({ value, label: t(value) })));
    case "number":
      return (
        <Form.Item
          {...field}
          rules={[{ pattern: /^\s*-?\d+(\.\d+)?\s*$/, message: t("trade.notANumber") }]}
        >
          <Input inputMode="decimal" maxLength={40} style={{ width: 160 }} />
        </Form.Item>
      );
    default:
      return (
        <Form.Item {...field}>
          {kind === "date" ? (
            <Input type="date" style={{ width: 200 }} />
          ) : (
            <Input maxLength={200} />
          )}
        </Form.Item>
      );
  }
}

/** tradeOf says an article's trade as it is, to be put back. */
export function tradeOf(article: Article): TradeFields {
  const { variant_of, attributes, cost, tax_class, unit, scale, discountable, barcodes } = article;
  return {
    ...(variant_of && { variant_of: variant_of.code }),
    attributes: { ...attributes },
    ...(cost && { cost: { amount: cost.amount, currency: cost.currency } }),
    ...(tax_class !== null && { tax_class }),
    unit,
    scale,
    discountable,
    barcodes: [...barcodes],
  };
}
