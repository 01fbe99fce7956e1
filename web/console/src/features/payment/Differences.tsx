import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Segmented, Select, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { useCan } from "../../lib/permissions";
import { type Difference, differencesQuery } from "./api/reconcile";
import {
  type DifferenceFilter,
  type DifferenceKind,
  differenceKinds,
  settledAnswers,
} from "./filter";
import styles from "./payment.module.css";
import { SettleDialog } from "./SettleDialog";

interface DifferencesProps {
  readonly filter: DifferenceFilter;
  readonly onChange: (filter: DifferenceFilter) => void;
}

/** Where a provider and we disagree: in what, by how much, and how it was put in order. */
export function Differences({ filter, onChange }: DifferencesProps) {
  const { t } = useTranslation("payment");
  const [settling, setSettling] = useState<Difference>();
  return (
    <>
      <Narrow filter={filter} onChange={onChange} />
      <DataList
        query={useInfiniteQuery(differencesQuery(filter))}
        columns={useColumns(setSettling)}
        label={t("differences.title")}
        empty={
          <EmptyState title={t("differences.none")}>
            {filter.settled === undefined && t("differences.noneHelp")}
          </EmptyState>
        }
        minWidth={940}
      />
      <SettleDialog difference={settling} onClose={() => setSettling(undefined)} />
    </>
  );
}

function Narrow({ filter, onChange }: DifferencesProps) {
  const { t } = useTranslation("payment");
  const format = useFormat();
  const { settled, kind, day } = filter;
  return (
    <div className={styles.row}>
      <Segmented
        aria-label={t("differences.which")}
        value={settled ?? "no"}
        options={settledAnswers.map((value) => ({ value, label: t(`settled.${value}`) }))}
        onChange={(value) => onChange({ ...filter, settled: value === "no" ? undefined : value })}
      />
      <Select<DifferenceKind>
        style={{ width: 220 }}
        aria-label={t("differences.kind")}
        placeholder={t("differences.kind")}
        allowClear
        value={kind ?? null}
        options={differenceKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(value: DifferenceKind | undefined) => onChange({ ...filter, kind: value })}
      />
      {day && (
        <Tag
          closable={{ "aria-label": t("filter.clear") }}
          onClose={() => onChange({ ...filter, day: undefined })}
        >
          {format.localDate(day)}
        </Tag>
      )}
    </div>
  );
}

function useColumns(onSettle: (difference: Difference) => void): TableColumnsType<Difference> {
  const { t } = useTranslation("payment");
  const format = useFormat();
  const maySettle = useCan()("payment:settle");
  const amount = (key: "ours" | "theirs") => ({
    key,
    title: t(`column.${key}`),
    width: 96,
    align: "right" as const,
    render: (_: unknown, one: Difference) => {
      const value = one[key];
      return value === null ? "—" : <Money amount={value} currency={one.currency} />;
    },
  });
  return [
    {
      key: "day",
      title: t("column.day"),
      width: 112,
      render: (_, { day }) => format.localDate(day),
    },
    {
      key: "kind",
      title: t("column.difference"),
      render: (_, { kind }) => (
        <>
          {t(`kind.${kind}`)}
          <div className={styles.quiet}>{t(`kindHelp.${kind}`)}</div>
        </>
      ),
    },
    {
      key: "reference",
      title: t("column.reference"),
      width: 176,
      render: (_, { reference, number }) => (
        <>
          {/^H[CR]\d+$/.test(reference) ? (
            <Link to="/payments" search={{ number: reference }}>
              {reference}
            </Link>
          ) : (
            reference
          )}
          {number && <div className={styles.quiet}>{number}</div>}
        </>
      ),
    },
    amount("ours"),
    amount("theirs"),
    {
      key: "settled",
      title: t("column.settled"),
      width: 200,
      render: (_, one) => <Settled one={one} onSettle={maySettle ? onSettle : undefined} />,
    },
  ];
}

interface SettledProps {
  readonly one: Difference;
  readonly onSettle: ((difference: Difference) => void) | undefined;
}

function Settled({ one, onSettle }: SettledProps) {
  const { t } = useTranslation("payment");
  const format = useFormat();
  if (one.settled_at) {
    return (
      <>
        {one.told_on ? t("settled.toldOn", { day: format.localDate(one.told_on) }) : one.note}
        <div className={styles.quiet}>
          {one.settled_by?.name} <Moment at={one.settled_at} />
        </div>
      </>
    );
  }
  if (one.asked?.status === "asked" || one.asked?.status === "approved") {
    return (
      <>
        <Link to="/approvals/$id" params={{ id: one.asked.approval_id }}>
          {t("settled.waiting")}
        </Link>
        <div className={styles.quiet}>
          {t("settled.askedBy", { name: one.asked.by.name, note: one.asked.note })}
        </div>
      </>
    );
  }
  if (!onSettle) return <Tag color="warning">{t("settled.no")}</Tag>;
  return (
    <Button size="small" onClick={() => onSettle(one)}>
      {t("differences.settle")}
    </Button>
  );
}
