import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ArrangedList } from "../../components/DataList";
import { EditDialog } from "../../components/EditDialog";
import { EmptyState } from "../../components/EmptyState";
import { useCan } from "../../lib/permissions";
import { reconcileDay, type Statement, statementsQuery } from "./api/reconcile";
import { DayFields } from "./DayFields";
import styles from "./payment.module.css";
import { UploadStatement } from "./UploadStatement";

interface Row extends Statement {
  readonly id: string;
}

interface StatementsProps {
  readonly currency: string;
  /** Providers that are connected, by their code. */
  readonly providers: readonly string[];
  readonly onDay: (day: string) => void;
}

/** The days that were compared, and one compared again by hand. */
export function Statements({ currency, providers, onDay }: StatementsProps) {
  const { t } = useTranslation("payment");
  const mayFetch = useCan()("payment:settle") && providers.length > 0;
  return (
    <>
      <div className={styles.head}>
        <p className={styles.quiet}>{t("statements.purpose")}</p>
        {mayFetch && (
          <div className={styles.acts}>
            <UploadStatement providers={providers} />
            <FetchDay providers={providers} />
          </div>
        )}
      </div>
      <ArrangedList<Statement, Row>
        query={useInfiniteQuery(statementsQuery)}
        arrange={(items) => items.map((item) => ({ ...item, id: `${item.day} ${item.provider}` }))}
        columns={useColumns(currency, onDay)}
        label={t("statements.title")}
        empty={<EmptyState title={t("statements.none")}>{t("statements.noneHelp")}</EmptyState>}
        minWidth={760}
      />
    </>
  );
}

function useColumns(currency: string, onDay: (day: string) => void): TableColumnsType<Row> {
  const { t } = useTranslation("payment");
  const format = useFormat();
  return [
    {
      key: "day",
      title: t("column.day"),
      width: 128,
      render: (_, { day }) => format.localDate(day),
    },
    {
      key: "provider",
      title: t("column.provider"),
      render: (_, { provider }) =>
        t(`provider.${provider as "sandbox"}`, { defaultValue: provider }),
    },
    {
      key: "lines",
      title: t("column.lines"),
      width: 88,
      align: "right",
      render: (_, { lines }) => format.number(lines),
    },
    {
      key: "collected",
      title: t("column.collected"),
      width: 128,
      align: "right",
      render: (_, { collected }) => <Money amount={collected} currency={currency} />,
    },
    {
      key: "returned",
      title: t("column.returned"),
      width: 128,
      align: "right",
      render: (_, { returned }) => <Money amount={returned} currency={currency} />,
    },
    {
      key: "open",
      title: t("column.open"),
      width: 112,
      align: "right",
      render: (_, { open, day }) =>
        open === 0 ? (
          <Tag color="success">{t("statements.agrees")}</Tag>
        ) : (
          <Button type="link" size="small" onClick={() => onDay(day)}>
            {t("statements.open", { count: open })}
          </Button>
        ),
    },
    {
      key: "read",
      title: t("column.compared"),
      width: 152,
      render: (_, { read_at }) => <Moment at={read_at} />,
    },
  ];
}

function FetchDay({ providers }: { providers: readonly string[] }) {
  const { t } = useTranslation("payment");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("statements.fetch")}</Button>
      <EditDialog
        open={isOpen}
        title={t("statements.fetch")}
        verb={t("statements.compare")}
        initial={{ provider: providers[0] ?? "", day: "" }}
        onClose={() => setOpen(false)}
        onSave={async (asked) => {
          await reconcileDay(asked);
          await queries.invalidateQueries({ queryKey: ["payment"] });
          message.success(t("statements.compared"));
        }}
      >
        <DayFields providers={providers} />
      </EditDialog>
    </>
  );
}
