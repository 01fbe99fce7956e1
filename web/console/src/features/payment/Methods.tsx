import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { type Method, methodsQuery } from "./api/methods";
import { MethodDialog } from "./MethodDialog";
import styles from "./payment.module.css";

/** Ways to pay, in the order in which a till offers them. */
export function Methods() {
  const { t } = useTranslation("payment");
  const query = useQuery(methodsQuery);
  const mayManage = useCan()("payment:manage");
  // "new" is one to be added.
  const [open, setOpen] = useState<Method | "new">();
  const { message } = App.useApp();
  const queries = useQueryClient();
  if (query.isPending) return <Skeleton active paragraph={{ rows: 5 }} />;
  if (!query.data) return <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <div className={styles.head}>
        <p className={styles.quiet}>{t("methods.purpose")}</p>
        {mayManage && (
          <Button type="primary" onClick={() => setOpen("new")}>
            {t("methods.add")}
          </Button>
        )}
      </div>
      <TheMethods list={query.data.items} onChange={mayManage ? setOpen : undefined} />
      <MethodDialog
        open={open}
        last={Math.max(0, ...query.data.items.map(({ position }) => position))}
        onClose={() => setOpen(undefined)}
        onSaved={async () => {
          await queries.invalidateQueries({ queryKey: ["payment", "methods"] });
          message.success(t("methods.saved"));
        }}
      />
    </>
  );
}

interface TheMethodsProps {
  readonly list: readonly Method[];
  readonly onChange: ((method: Method) => void) | undefined;
}

function TheMethods({ list, onChange }: TheMethodsProps) {
  const { t } = useTranslation("payment");
  return (
    <Table<Method>
      aria-label={t("tab.methods")}
      dataSource={[...list]}
      rowKey="code"
      tableLayout="fixed"
      pagination={false}
      scroll={{ x: 720 }}
      columns={[
        {
          key: "name",
          title: t("column.method"),
          render: (_, { name, archived }) => (
            <>
              {name} {archived && <Tag>{t("methods.archived")}</Tag>}
            </>
          ),
        },
        { key: "code", title: t("column.code"), width: 136, dataIndex: "code" },
        {
          key: "who",
          title: t("column.provider"),
          width: 160,
          render: (_, { provider }) =>
            provider === null
              ? t("provider.counter")
              : t(`provider.${provider as "sandbox"}`, { defaultValue: provider }),
        },
        {
          key: "slip",
          title: t("column.needsSlip"),
          width: 120,
          render: (_, { needs_slip }) => t(needs_slip ? "methods.slip" : "methods.noSlip"),
        },
        ...(onChange
          ? [
              {
                key: "change",
                title: t("column.act"),
                width: 96,
                render: (_: unknown, method: Method) => (
                  <Button size="small" onClick={() => onChange(method)}>
                    {t("methods.change")}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
