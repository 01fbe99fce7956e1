import type { Id } from "@habitue/kit/brand";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Form, Select, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { type Named, NamedDialog, unnamed } from "../../components/NamedDialog";
import { Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { useConsequence } from "../../components/useConsequence";
import { useUndo } from "../../components/useUndo";
import { type Branch, insideOf, pathsOf, siblingsOf, treeOf } from "../../lib/tree";
import { createRegion } from "./api/create-region";
import { deleteRegion } from "./api/delete-region";
import { editRegion } from "./api/edit-region";
import type { Region } from "./api/list-regions";

interface RegionsProps {
  readonly regions: readonly Region[];
  readonly mayEdit: boolean;
}

/** The regions in which stores lie, as a tree. */
export function Regions({ regions, mayEdit }: RegionsProps) {
  const { t } = useTranslation("org");
  const [edited, setEdited] = useState<Region | "new">();
  const create = <Button onClick={() => setEdited("new")}>{t("region.new")}</Button>;
  return (
    <Panel title={t("region.title")} extra={mayEdit && create}>
      {regions.length === 0 ? (
        <EmptyState title={t("region.none")}>{t("region.noneHelp")}</EmptyState>
      ) : (
        <Table<Branch<Region>>
          aria-label={t("region.title")}
          dataSource={treeOf(regions)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 640 }}
          expandable={{ defaultExpandAllRows: true }}
          columns={[
            { key: "name", title: t("column.name"), dataIndex: "name", ellipsis: true },
            { key: "code", title: t("column.code"), dataIndex: "code", width: 180, ellipsis: true },
            {
              key: "stores",
              width: 140,
              render: (_, { id }) => (
                <Link to="/org/stores" search={{ region: id }}>
                  {t("region.stores")}
                </Link>
              ),
            },
            {
              key: "acts",
              width: 180,
              align: "right",
              render: (_, region) =>
                mayEdit && <Acts region={region} regions={regions} onEdit={setEdited} />,
            },
          ]}
        />
      )}
      <RegionDialog edited={edited} regions={regions} onClose={() => setEdited(undefined)} />
    </Panel>
  );
}

interface ActsProps {
  readonly region: Region;
  readonly regions: readonly Region[];
  readonly onEdit: (region: Region) => void;
}

function Acts({ region, regions, onEdit }: ActsProps) {
  const { t } = useTranslation("org");
  const queries = useQueryClient();
  const ask = useConsequence();
  const tell = useUndo();
  const again = () => queries.invalidateQueries({ queryKey: ["org"] });
  const remove = () => {
    ask({
      title: t("region.deleteTitle", { name: region.name }),
      consequence: t("region.deleteHelp"),
      verb: t("region.delete"),
      destructive: true,
      onConfirm: async () => {
        await deleteRegion(region);
        await again();
        tell({
          text: t("region.deleted", { name: region.name }),
          undo: () => createRegion(typedOf(region)).then(again),
        });
      },
    });
  };
  return (
    <Space>
      <Button size="small" onClick={() => onEdit(region)}>
        {t("edit.change")}
      </Button>
      <Button
        size="small"
        type="text"
        danger
        disabled={siblingsOf(regions, region.id).length > 0}
        onClick={remove}
      >
        {t("region.delete")}
      </Button>
    </Space>
  );
}

interface RegionDialogProps {
  readonly edited: Region | "new" | undefined;
  readonly regions: readonly Region[];
  readonly onClose: () => void;
}

type Typed = Named & { readonly parent_id?: Id };

function typedOf({ code, name_i18n, parent_id }: Region): Typed {
  return { code, name_i18n, ...(parent_id && { parent_id }) };
}

/** A region with the one around it, which cannot be one that lies in it. */
function RegionDialog({ edited, regions, onClose }: RegionDialogProps) {
  const { t } = useTranslation("org");
  const queries = useQueryClient();
  const region = edited === "new" ? undefined : edited;
  const inside = region ? insideOf(regions, region.id) : new Set();
  const paths = pathsOf(regions);
  const tell = useUndo();
  const again = () => queries.invalidateQueries({ queryKey: ["org"] });
  const change = ({ id, version }: Region, { name_i18n, parent_id }: Typed) => {
    return editRegion(id, { name_i18n, version, ...(parent_id && { parent_id }) });
  };
  const save = async (typed: Typed) => {
    if (!region) return createRegion(typed).then(again);
    const saved = await change(region, typed);
    await again();
    tell({
      text: t("edit.done", { name: saved.name }),
      undo: () => change(saved, typedOf(region)).then(again),
    });
  };
  return (
    <NamedDialog<Typed>
      open={edited !== undefined}
      title={region ? t("edit.title", { name: region.name }) : t("region.new")}
      verb={t(region ? "edit.save" : "edit.create")}
      thing={region}
      onClose={onClose}
      initial={region ? typedOf(region) : unnamed}
      onSave={save}
    >
      <Form.Item name="parent_id" label={t("region.parent")}>
        <Select
          allowClear
          placeholder={t("region.top")}
          options={regions
            .filter(({ id }) => !inside.has(id))
            .map(({ id, name }) => ({ value: id, label: paths.get(id) ?? name }))}
        />
      </Form.Item>
    </NamedDialog>
  );
}
