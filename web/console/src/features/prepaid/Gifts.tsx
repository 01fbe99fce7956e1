import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import type { Card } from "./api/cards";
import type { Gift } from "./api/gifts";

/** What a member gave to others. */
export function Gifts({ card }: { card: Card }) {
  const { t } = useTranslation("prepaid");
  return (
    <>
      <h3>{t("give.given")}</h3>
      <Table<Gift>
        aria-label={t("give.given")}
        rowKey="id"
        pagination={false}
        scroll={{ x: 560 }}
        dataSource={card.gifts}
        columns={[
          {
            key: "at",
            title: t("list.when"),
            width: 168,
            render: (_, { at }) => <Moment at={at} />,
          },
          {
            key: "to",
            title: t("give.to"),
            render: (_, { to_member_id }) => (
              <Link to="/members/$id" params={{ id: to_member_id }}>
                {t("give.member", { id: to_member_id })}
              </Link>
            ),
          },
          ...(["principal", "bonus"] as const).map((part) => ({
            key: part,
            title: t(`list.${part}`),
            align: "right" as const,
            width: 140,
            render: (_: unknown, gift: Gift) => (
              <Money amount={gift[part]} currency={card.currency} />
            ),
          })),
        ]}
      />
    </>
  );
}
