import { Day } from "@habitue/kit/components/When";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import type { Page } from "../../lib/page";
import type { Coupon, ListedCoupon } from "./api/coupons";
import { CouponDrawer } from "./CouponDrawer";
import { Holder } from "./Holder";

interface CouponListProps {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<ListedCoupon>, unknown>>;
  /** A list of one member names the coupons, one of a template the members. */
  readonly by: "member" | "template";
  readonly label: string;
  readonly none: string;
  readonly mayIssue: boolean;
}

const colours: Partial<Record<Coupon["status"], string>> = {
  held: "success",
  locked: "processing",
  offered: "processing",
  redeemed: "blue",
};

/** Coupons with where each is in its life; one opened shows all that happened to it. */
export function CouponList({ query, by, label, none, mayIssue }: CouponListProps) {
  const { t } = useTranslation("coupon");
  const [open, setOpen] = useState<Coupon>();
  const columns: TableColumnsType<ListedCoupon> = [
    by === "member"
      ? {
          key: "name",
          title: t("list.name"),
          ellipsis: true,
          render: (_, { template_id, name }) => (
            <Link to="/coupons/$template" params={{ template: template_id }}>
              {name}
            </Link>
          ),
        }
      : {
          key: "member",
          title: t("coupon.member"),
          ellipsis: true,
          render: (_, { member_id, member }) => <Holder id={member_id} member={member} />,
        },
    {
      key: "status",
      title: t("list.status"),
      width: 112,
      render: (_, { status }) => (
        <Tag color={colours[status] ?? "default"}>{t(`state.${status}`)}</Tag>
      ),
    },
    {
      key: "source",
      title: t("coupon.source"),
      width: 112,
      render: (_, { source }) => t(`source.${source}`),
    },
    {
      key: "issued",
      title: t("coupon.issued"),
      width: 116,
      render: (_, { issued_at }) => <Day at={issued_at} />,
    },
    {
      key: "ends",
      title: t("coupon.ends"),
      width: 116,
      render: (_, { expires_at }) => (
        <Day at={new Date(Date.parse(expires_at) - 1).toISOString()} />
      ),
    },
    {
      key: "open",
      title: t("coupon.history"),
      width: 104,
      render: (_, coupon) => (
        <Button size="small" onClick={() => setOpen(coupon)}>
          {t("coupon.open")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataList
        query={query}
        columns={columns}
        label={label}
        empty={<EmptyState title={none} />}
        minWidth={760}
      />
      <CouponDrawer coupon={open} mayIssue={mayIssue} onClose={() => setOpen(undefined)} />
    </>
  );
}
