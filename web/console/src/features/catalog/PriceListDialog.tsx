import { ReaderContext } from "@habitue/kit/format/reader";
import { Form, Input, InputNumber, Select, Switch } from "antd";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../components/CodeField";
import { EditDialog } from "../../components/EditDialog";
import { NameFields, nameOf } from "../../components/NameFields";
import type { PriceList } from "./api/list-price-lists";
import { createPriceList, editPriceList, type PriceListFields } from "./api/save-price-list";
import { dayIn, lastDayIn, periodOf } from "./period";

export interface Named {
  readonly code: string;
  readonly name: string;
}

interface PriceListDialogProps {
  /** The one to change; without one a new one is made. */
  readonly list?: PriceList;
  readonly channels: readonly Named[];
  readonly stores: readonly Named[];
  readonly regions: readonly Named[];
  readonly currency: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSaved: (list: PriceList) => void | Promise<void>;
}

interface Typed {
  readonly code?: string;
  readonly currency?: string;
  readonly name_i18n: Record<string, string>;
  readonly priority: number;
  readonly channels: string[];
  readonly stores: string[];
  readonly regions: string[];
  readonly archived?: boolean;
  readonly fromDay?: string;
  readonly untilDay?: string;
}

/** Makes a price list, or changes where and before which others it holds. */
export function PriceListDialog(props: PriceListDialogProps) {
  const { list, channels, stores, regions, currency, open, onClose, onSaved } = props;
  const { t } = useTranslation("prices");
  const { zone } = useContext(ReaderContext);
  const [key] = useState(() => crypto.randomUUID());
  const save = async ({
    code = "",
    currency: typed = currency,
    archived,
    fromDay,
    untilDay,
    ...rest
  }: Typed) => {
    const name_i18n = nameOf({ ...list?.name_i18n, ...rest.name_i18n });
    const fields = { ...rest, name_i18n, ...periodOf(fromDay, untilDay, zone) };
    const saved = list
      ? editPriceList(list.id, list.version, {
          ...fields,
          archived: archived ?? false,
        })
      : createPriceList(`${key}:${code}`, {
          ...fields,
          code: code.trim(),
          currency: typed.toUpperCase(),
        });
    await onSaved(await saved);
  };
  const options = (of: readonly Named[]) =>
    of.map(({ code, name }) => ({ value: code, label: name }));
  const among = { mode: "multiple" as const, showSearch: { optionFilterProp: "label" } };
  return (
    <EditDialog<Typed>
      open={open}
      title={list ? t("list.editTitle", { name: list.name }) : t("list.new")}
      verb={t(list ? "list.save" : "list.create")}
      initial={
        list
          ? {
              ...list,
              archived: list.archived_at !== null,
              ...(list.from !== null && { fromDay: dayIn(list.from, zone) }),
              ...(list.until !== null && { untilDay: lastDayIn(list.until, zone) }),
            }
          : { name_i18n: {}, priority: 0, channels: [], stores: [], regions: [] }
      }
      onClose={onClose}
      onSave={save}
    >
      {!list && <CodeField />}
      <NameFields />
      <Form.Item name="priority" label={t("column.priority")} extra={t("list.priorityHelp")}>
        <InputNumber precision={0} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name="channels" label={t("column.channels")}>
        <Select {...among} placeholder={t("where.everyChannel")} options={options(channels)} />
      </Form.Item>
      <Form.Item name="regions" label={t("column.regions")}>
        <Select {...among} placeholder={t("where.everywhere")} options={options(regions)} />
      </Form.Item>
      <Form.Item name="stores" label={t("column.stores")}>
        <Select {...among} placeholder={t("where.everywhere")} options={options(stores)} />
      </Form.Item>
      <Form.Item name="fromDay" label={t("column.from")}>
        <Input type="date" style={{ width: 200 }} />
      </Form.Item>
      <Form.Item name="untilDay" label={t("column.untilDay")}>
        <Input type="date" style={{ width: 200 }} />
      </Form.Item>
      {list && (
        <Form.Item name="archived" label={t("list.archived")} extra={t("list.archivedHelp")}>
          <Switch />
        </Form.Item>
      )}
    </EditDialog>
  );
}

/** fieldsOf says a list as it is, to be changed or to be put back. */
export function fieldsOf(list: PriceList): PriceListFields {
  const { name_i18n, priority, channels, stores, regions, from, until, archived_at } = list;
  return {
    name_i18n,
    priority,
    channels,
    stores,
    regions,
    ...(from !== null && { from }),
    ...(until !== null && { until }),
    archived: archived_at !== null,
  };
}
