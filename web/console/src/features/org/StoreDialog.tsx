import type { Id } from "@habitue/kit/brand";
import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../components/CodeField";
import { EditDialog } from "../../components/EditDialog";
import { NameFields, nameOf } from "../../components/NameFields";
import { pathsOf } from "../../lib/tree";
import { createStore } from "./api/create-store";
import { editStore, type StoreFields } from "./api/edit-store";
import type { OrgBrand } from "./api/list-brands";
import type { Region } from "./api/list-regions";
import type { Store } from "./api/list-stores";

interface StoreDialogProps {
  /** The one to change; without one a new one is made. */
  readonly store?: Store;
  readonly regions: readonly Region[];
  readonly brands: readonly OrgBrand[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSaved: (store: Store) => void | Promise<void>;
}

interface Typed {
  readonly code?: string;
  readonly name_i18n: Record<string, string>;
  readonly region_id?: Id | undefined;
  readonly brand_id?: Id | undefined;
  readonly opened_on?: string;
  readonly own_zone?: string;
  readonly cutoff_minutes?: number | null;
}

const latestCutoff = 719;

/** Makes a store, or changes one as it was seen. */
export function StoreDialog(props: StoreDialogProps) {
  const { store, regions, brands, open, onClose, onSaved } = props;
  const { t } = useTranslation("org");
  const paths = pathsOf(regions);
  const save = async ({ code = "", ...typed }: Typed) => {
    const fields = fieldsOf({ ...typed, name_i18n: { ...store?.name_i18n, ...typed.name_i18n } });
    const saved = store
      ? editStore(store.id, store.version, fields)
      : createStore({ ...fields, code: code.trim() });
    await onSaved(await saved);
  };
  return (
    <EditDialog<Typed>
      open={open}
      title={store ? t("edit.title", { name: store.name }) : t("edit.new")}
      verb={t(store ? "edit.save" : "edit.create")}
      initial={store ? typedOf(store) : { name_i18n: {} }}
      onClose={onClose}
      onSave={save}
    >
      {!store && <CodeField />}
      <NameFields />
      <Form.Item name="region_id" label={t("column.region")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={regions.map(({ id, name }) => ({ value: id, label: paths.get(id) ?? name }))}
        />
      </Form.Item>
      <Form.Item name="brand_id" label={t("column.brand")}>
        <Select allowClear options={brands.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="opened_on" label={t("edit.opened")}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="own_zone" label={t("edit.zone")} extra={t("edit.zoneHelp")}>
        <Input autoComplete="off" spellCheck={false} maxLength={64} />
      </Form.Item>
      <Form.Item name="cutoff_minutes" label={t("edit.cutoff")} extra={t("edit.cutoffHelp")}>
        <InputNumber min={0} max={latestCutoff} precision={0} />
      </Form.Item>
    </EditDialog>
  );
}

function typedOf(store: Store): Typed {
  return {
    name_i18n: store.name_i18n,
    region_id: store.region_id ?? undefined,
    brand_id: store.brand_id ?? undefined,
    opened_on: store.opened_on ?? "",
    own_zone: store.own_zone ?? "",
    cutoff_minutes: store.cutoff_minutes,
  };
}

function fieldsOf({ region_id, brand_id, opened_on, own_zone, ...typed }: Typed): StoreFields {
  return {
    name_i18n: nameOf(typed.name_i18n),
    ...(region_id && { region_id }),
    ...(brand_id && { brand_id }),
    ...(opened_on && { opened_on }),
    ...(own_zone?.trim() && { own_zone: own_zone.trim() }),
    ...(typed.cutoff_minutes != null && { cutoff_minutes: typed.cutoff_minutes }),
  };
}

/** asItIs says a store as it is, to be put back. */
export function asItIs(store: Store): StoreFields {
  return fieldsOf(typedOf(store));
}
