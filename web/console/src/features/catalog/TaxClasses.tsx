import { useFormat } from "@habitue/kit/format/reader";
import { Form, InputNumber, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Named } from "../../components/NamedDialog";
import { NamedPanel } from "../../components/NamedPanel";
import { newKey } from "../../lib/new-key";
import { createTaxClass, editTaxClass, type TaxClass } from "./api/terms";

interface Typed extends Named {
  /** In per cent, as one says it. */
  readonly rate: number;
  readonly included: boolean;
}

interface Row extends TaxClass {
  readonly id: string;
}

/** How goods are taxed: the rate, and whether prices hold it. */
export function TaxClasses({
  taxes,
  mayEdit,
}: {
  readonly taxes: readonly TaxClass[];
  readonly mayEdit: boolean;
}) {
  const { t } = useTranslation("prices");
  const format = useFormat();
  const [key] = useState(newKey);
  const row = (tax: TaxClass): Row => ({ ...tax, id: tax.code });
  const bodyOf = ({ name_i18n, rate, included }: Typed) => ({
    name_i18n,
    rate_bps: Math.round(rate * 100),
    included,
  });
  return (
    <NamedPanel<Row, Typed>
      words={{
        title: t("tax.title"),
        create: t("tax.new"),
        change: t("list.edit"),
        none: t("tax.none"),
        noneHelp: t("tax.noneHelp"),
        name: t("column.name"),
        code: t("column.code"),
        saveVerb: t("list.save"),
        createVerb: t("list.create"),
        changing: (name) => t("list.editTitle", { name }),
        changed: (name) => t("list.saved", { name }),
      }}
      things={taxes.map(row)}
      mayEdit={mayEdit}
      minWidth={760}
      columns={[
        {
          key: "rate",
          title: t("tax.rate"),
          width: 120,
          align: "right",
          render: (_, { rate_bps }) => format.measureNumber(rate_bps, { kind: "share" }),
        },
        {
          key: "included",
          title: t("tax.included"),
          width: 160,
          render: (_, { included }) => t(included ? "tax.in" : "tax.onTop"),
        },
      ]}
      blank={{ code: "", name_i18n: {}, rate: 13, included: true }}
      typedOf={({ code, name_i18n, rate_bps, included }) => ({
        code,
        name_i18n,
        rate: rate_bps / 100,
        included,
      })}
      onCreate={(typed) =>
        createTaxClass(`${key}:${typed.code}`, { ...bodyOf(typed), code: typed.code })
      }
      onChange={async ({ code, version }, typed) =>
        row(await editTaxClass(code, { ...bodyOf(typed), version }))
      }
      stale="catalog"
    >
      <Form.Item
        name="rate"
        label={t("tax.rate")}
        rules={[{ required: true, message: t("tax.rateMissing") }]}
      >
        <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: 160 }} />
      </Form.Item>
      <Form.Item
        name="included"
        label={t("tax.included")}
        extra={t("tax.includedHelp")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </NamedPanel>
  );
}
