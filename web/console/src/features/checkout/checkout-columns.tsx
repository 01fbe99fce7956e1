import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { FoundCheckout } from "./api/list-checkouts";
import styles from "./checkout.module.css";
import type { CheckoutState } from "./filter";

const colours: Partial<Record<CheckoutState, string>> = {
  open: "processing",
  waiting: "processing",
  paid: "success",
  expired: "warning",
};

/** Where a checkout is in its life. */
export function StateTag({ state }: { state: CheckoutState }) {
  const { t } = useTranslation("checkout");
  return <Tag color={colours[state] ?? "default"}>{t(`state.${state}`)}</Tag>;
}

/** The member of a checkout, as far as the reader may see one. */
export function Buyer({ member }: Pick<FoundCheckout, "member">) {
  const { t } = useTranslation("checkout");
  if (!member) return <span className={styles.quiet}>{t("member.none")}</span>;
  if (!member.number) return <span className={styles.quiet}>{t("member.hidden")}</span>;
  return (
    <Link to="/members/$id" params={{ id: member.id }}>
      {member.name ?? member.number}
    </Link>
  );
}

/** The columns of everybody's checkouts. */
export function useCheckoutColumns(): TableColumnsType<FoundCheckout> {
  const { t } = useTranslation("checkout");
  const amount = (key: "list" | "net" | "payable") => ({
    key,
    title: t(`column.${key}`),
    width: 100,
    align: "right" as const,
    render: (_: unknown, one: FoundCheckout) => <Money amount={one[key]} currency={one.currency} />,
  });
  return [
    {
      key: "when",
      title: t("column.opened"),
      width: 152,
      render: (_, { opened_at }) => <Moment at={opened_at} />,
    },
    {
      key: "reference",
      title: t("column.reference"),
      width: 170,
      render: (_, { id, reference }) => (
        <Link to="/checkouts/$id" params={{ id }} className={styles.reference}>
          {reference}
        </Link>
      ),
    },
    {
      key: "state",
      title: t("column.state"),
      width: 96,
      render: (_, { state }) => <StateTag state={state} />,
    },
    {
      key: "member",
      title: t("column.member"),
      width: 130,
      ellipsis: true,
      render: (_, { member }) => <Buyer member={member} />,
    },
    { key: "store", title: t("column.store"), render: (_, { store }) => store?.name ?? "—" },
    amount("list"),
    amount("net"),
    amount("payable"),
  ];
}
