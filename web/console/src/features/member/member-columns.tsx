import { MoneyFigure } from "@habitue/kit/components/Amount";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { ClassTag } from "../../components/ClassTag";
import { LevelTag } from "../../components/LevelTag";
import { useCan } from "../../lib/permissions";
import type { MemberSummary } from "./api/list-members";
import { type MemberColumn, memberColumns } from "./columns";
import { useJoinedBy } from "./joined-by";
import { useTags } from "./tag/tags";

type Column = TableColumnsType<MemberSummary>[number];

/** Columns that need more than to see members. */
const needs = {
  class: "profile:read",
  rfm: "profile:read",
  labels: "profile:read",
  last_order_on: "order:read",
  orders: "order:read",
  spend: "order:read",
  points: "ledger:read",
} as const;

/** The columns that this reader may see. */
export function usePossibleColumns(): MemberColumn[] {
  const can = useCan();
  return memberColumns.filter((name) => {
    const permission = needs[name as keyof typeof needs];
    return !permission || (can(permission) && (permission !== "order:read" || can("profile:read")));
  });
}

const plain: readonly MemberColumn[] = ["number", "name", "phone", "level", "points", "joined"];

/** The columns of a list of members: those chosen, in the usual order. */
export function useMemberColumns(chosen: readonly MemberColumn[] = plain, currency = ""): Column[] {
  const all = { ...useWho(), ...useWorth(currency) };
  const possible = usePossibleColumns();
  return possible.filter((name) => chosen.includes(name)).map((key) => ({ key, ...all[key] }));
}

function useWho(): Record<"number" | "name" | "phone" | "level" | Origin, Column> {
  const { t } = useTranslation("member");
  const joinedBy = useJoinedBy();
  return {
    number: {
      title: t("column.number"),
      width: 140,
      render: (_, { id, number }) => (
        <Link to="/members/$id" params={{ id }} className="kit-figure">
          {number}
        </Link>
      ),
    },
    name: {
      title: t("column.name"),
      width: 130,
      render: (_, member) => <Name member={member} />,
    },
    phone: {
      title: t("column.phone"),
      width: 135,
      render: (_, { phone_masked }) => <span className="kit-figure">{phone_masked ?? "—"}</span>,
    },
    level: {
      title: t("column.level"),
      width: 90,
      render: (_, { level }) => (level ? <LevelTag level={level} /> : "—"),
    },
    home_store: {
      title: t("column.home_store"),
      width: 160,
      render: (_, { store }) => store?.name ?? "—",
    },
    channel: {
      title: t("column.channel"),
      width: 130,
      render: (_, { channel }) => channel?.name ?? "—",
    },
    source: { title: t("column.source"), width: 130, render: (_, { source }) => joinedBy(source) },
    joined: {
      title: t("column.joined"),
      width: 120,
      align: "right",
      render: (_, { joined_at }) => <Day at={joined_at} />,
    },
  };
}

type Origin = "home_store" | "channel" | "source" | "joined";
type Worth = Exclude<MemberColumn, "number" | "name" | "phone" | "level" | Origin>;

function useWorth(currency: string): Record<Worth, Column> {
  const { t } = useTranslation("member");
  const tags = useTags();
  const format = useFormat();
  const figure = (text: string | null | undefined) => (
    <span className="kit-figure">{text ?? "—"}</span>
  );
  return {
    class: {
      title: t("column.class"),
      width: 100,
      render: (_, { value, profiled }) =>
        value ? <ClassTag of={value.class} /> : profiled ? t("class.none") : "—",
    },
    rfm: {
      title: t("column.rfm"),
      width: 100,
      render: (_, { value }) => figure(value ? `${value.r}·${value.f}·${value.m}` : undefined),
    },
    last_order_on: {
      title: t("column.last_order_on"),
      width: 120,
      align: "right",
      render: (_, { value }) =>
        figure(value?.last_order_on ? format.localDate(value.last_order_on) : undefined),
    },
    orders: {
      title: t("column.orders"),
      width: 110,
      align: "right",
      render: (_, { value }) => figure(value && format.number(value.orders)),
    },
    spend: {
      title: t("column.spend"),
      width: 120,
      align: "right",
      render: (_, { value }) =>
        value && currency ? <MoneyFigure amount={value.spend} currency={currency} /> : "—",
    },
    points: {
      title: t("column.points"),
      width: 135,
      align: "right",
      render: (_, { points_available }) => figure(format.number(points_available)),
    },
    labels: {
      title: t("column.labels"),
      width: 200,
      render: (_, { labels }) =>
        labels.map((label) => {
          const tag = tags.find((one) => one.label === label);
          return (
            <Tag key={label} {...(tag && { color: tag.colour })}>
              {tag?.name ?? label}
            </Tag>
          );
        }),
    },
  };
}

function Name({ member }: { member: MemberSummary }) {
  const { t } = useTranslation("member");
  return (
    <>
      {member.name ?? "—"} {member.status !== "active" && <Tag>{t(`status.${member.status}`)}</Tag>}
      {member.restricted && <Tag color="warning">{t("card.restricted")}</Tag>}
    </>
  );
}
