import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import type { TFunction } from "i18next";
import type { TopUp } from "./api/cards";

const colours: Partial<Record<TopUp["state"], string>> = { open: "processing", paid: "success" };

/** The columns of top-ups; of everybody's also whose they are. */
export function topUpColumns(t: TFunction<"prepaid">, whose: boolean): TableColumnsType<TopUp> {
  return [
    {
      key: "opened",
      title: t("list.when"),
      width: 168,
      render: (_, { opened_at }) => <Moment at={opened_at} />,
    },
    ...(whose
      ? [
          {
            key: "member",
            title: t("list.member"),
            width: 176,
            render: (_: unknown, { member_id }: TopUp) => (
              <Link to="/members/$id" params={{ id: member_id }} search={{ tab: "prepaid" }}>
                {member_id}
              </Link>
            ),
          },
        ]
      : []),
    {
      key: "state",
      title: t("list.state"),
      width: 104,
      render: (_, { state }) => (
        <Tag color={colours[state] ?? "default"}>{t(`state.${state}`)}</Tag>
      ),
    },
    ...(["principal", "bonus", "refunded"] as const).map((part) => ({
      key: part,
      title: t(`list.${part}`),
      width: 120,
      align: "right" as const,
      render: (_: unknown, topUp: TopUp) => (
        <Money amount={topUp[part]} currency={topUp.currency} />
      ),
    })),
    {
      key: "draw",
      title: t("list.draw"),
      width: 160,
      render: (_, { draw, rule }) => t("list.terms", { draw: t(`drawShort.${draw}`), rule }),
    },
    {
      key: "cashier",
      title: t("list.cashier"),
      ellipsis: true,
      render: (_, { cashier }) => cashier,
    },
  ];
}
