import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Progress, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { type Handout, handoutsQuery } from "./api/handouts";
import { HandoutDrawer } from "./HandoutDrawer";
import { Items } from "./Items";

/** What staff handed out: who asked, who agreed, how many, and how far it is. */
export function Handouts() {
  const { t } = useTranslation("coupon");
  const [open, setOpen] = useState<Handout>();
  return (
    <>
      <DataList
        query={useInfiniteQuery(handoutsQuery)}
        columns={useColumns(setOpen)}
        label={t("tab.handouts")}
        empty={<EmptyState title={t("handouts.none")}>{t("handouts.noneHelp")}</EmptyState>}
        minWidth={960}
      />
      <HandoutDrawer handout={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

function useColumns(onOpen: (handout: Handout) => void): TableColumnsType<Handout> {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  return [
    {
      key: "asked",
      title: t("handouts.asked"),
      width: 170,
      render: (_, { asked_at, asked_by }) => (
        <>
          <Moment at={asked_at} />
          <br />
          {asked_by.name}
        </>
      ),
    },
    {
      key: "items",
      title: t("handouts.items"),
      render: (_, { items }) => <Items items={items} />,
    },
    {
      key: "members",
      title: t("handouts.members"),
      width: 90,
      align: "right",
      render: (_, { members }) => format.number(members),
    },
    {
      key: "coupons",
      title: t("handouts.coupons"),
      width: 90,
      align: "right",
      render: (_, { coupons }) => format.number(coupons),
    },
    {
      key: "decision",
      title: t("handouts.decision"),
      width: 150,
      render: (_, handout) => <Decided handout={handout} />,
    },
    {
      key: "status",
      title: t("list.status"),
      width: 150,
      render: (_, { status, done, failed, members }) =>
        status === "giving" ? (
          <Progress percent={Math.floor(((done + failed) / members) * 100)} size="small" />
        ) : (
          <>
            {t(`handouts.status.${status}`)}
            {failed > 0 && ` · ${t("handouts.failed", { count: failed })}`}
          </>
        ),
    },
    {
      key: "open",
      title: t("word.act"),
      width: 88,
      render: (_, handout) => (
        <Button size="small" onClick={() => onOpen(handout)}>
          {t("coupon.open")}
        </Button>
      ),
    },
  ];
}

/** Whether somebody else had to agree, and who did. */
export function Decided({ handout }: { handout: Omit<Handout, "id"> }) {
  const { t } = useTranslation("coupon");
  const { decision, decided_by, approval_id } = handout;
  if (!approval_id) return t("handouts.decided.none");
  return (
    <>
      <Link to="/approvals/$id" params={{ id: approval_id }}>
        {t(`handouts.decided.${decision}`)}
      </Link>
      {decided_by && ` · ${decided_by.name}`}
    </>
  );
}
