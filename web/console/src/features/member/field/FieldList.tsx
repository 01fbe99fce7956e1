import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Skeleton, Space, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Table } from "../../../components/Table";
import { useFailure } from "../../../components/useFailure";
import { FieldDialog } from "./FieldDialog";
import styles from "./field.module.css";
import { type MemberField, memberFieldsQuery, orderFields } from "./fields";

/** What is asked of members: the program's own fields and the retailer's, in their order. */
export function FieldList({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation("person");
  const { data, error, refetch } = useQuery(memberFieldsQuery);
  const [edited, setEdited] = useState<MemberField | "new">();
  const columns = useFieldColumns(data?.items ?? [], mayEdit ? setEdited : undefined);
  if (!data && error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <Panel
      title={t("fields.list")}
      extra={mayEdit && <Button onClick={() => setEdited("new")}>{t("fields.create")}</Button>}
    >
      <Table<MemberField>
        aria-label={t("fields.list")}
        columns={columns}
        dataSource={data.items}
        rowKey="code"
        tableLayout="fixed"
        pagination={false}
        scroll={{ x: 900 }}
      />
      {edited && (
        <FieldDialog
          field={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Panel>
  );
}

function useFieldColumns(
  fields: readonly MemberField[],
  onEdit: ((field: MemberField) => void) | undefined,
): TableColumnsType<MemberField> {
  const { t } = useTranslation("person");
  const whole = fields.reduce((sum, { weight, ended }) => sum + (ended ? 0 : weight), 0);
  return [
    {
      key: "name",
      title: t("fields.column.name"),
      render: (_, { name, code, ended, required, personal }) => (
        <>
          {name} {required && <Tag>{t("fields.required")}</Tag>}
          {personal && <Tag>{t("fields.personal")}</Tag>}
          {ended && <Tag color="warning">{t("fields.ended")}</Tag>}
          <div className={styles.quiet}>{code}</div>
        </>
      ),
    },
    {
      key: "kind",
      title: t("fields.column.kind"),
      width: 150,
      render: (_, { kind, choices }) => (
        <>
          {t(`fields.kind.${kind}`)}
          {choices && choices.length > 0 && (
            <div className={styles.quiet}>{t("fields.options", { count: choices.length })}</div>
          )}
        </>
      ),
    },
    {
      key: "face",
      title: t("fields.column.face"),
      width: 140,
      render: (_, { kind, face }) => (kind === "core" ? "—" : t(`fields.face.${face}`)),
    },
    {
      key: "weight",
      title: t("fields.column.weight"),
      width: 120,
      align: "right",
      render: (_, { weight, ended }) => (
        <span className="kit-figure">
          {ended || whole === 0 ? "—" : `${Math.round((weight * 100) / whole)} %`}
        </span>
      ),
    },
    {
      key: "acts",
      width: 190,
      align: "right",
      render: (_, field, index) =>
        onEdit && (
          <Space size={4}>
            <Move fields={fields} at={index} by={-1} />
            <Move fields={fields} at={index} by={1} />
            <Button
              size="small"
              aria-label={t("fields.changing", { name: field.name })}
              onClick={() => onEdit(field)}
            >
              {t("fields.change")}
            </Button>
          </Space>
        ),
    },
  ];
}

interface MoveProps {
  readonly fields: readonly MemberField[];
  readonly at: number;
  readonly by: 1 | -1;
}

/** Puts a field one place up or down. */
function Move({ fields, at, by }: MoveProps) {
  const { t } = useTranslation("person");
  const client = useQueryClient();
  const fail = useFailure();
  const moving = useMutation({
    mutationFn: () => {
      const codes = fields.map(({ code }) => code);
      codes.splice(at + by, 0, ...codes.splice(at, 1));
      return orderFields(codes);
    },
    onSuccess: (page) => client.setQueryData(memberFieldsQuery.queryKey, page),
    onError: fail,
  });
  const field = fields[at];
  const other = fields[at + by];
  if (!field) return null;
  return (
    <Button
      size="small"
      type="text"
      icon={by < 0 ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
      aria-label={t(by < 0 ? "fields.up" : "fields.down", { name: field.name })}
      disabled={!other || other.ended !== field.ended || moving.isPending}
      onClick={() => moving.mutate()}
    />
  );
}
