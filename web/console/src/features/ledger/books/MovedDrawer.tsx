import { Change } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import { EmptyState } from "../../../components/EmptyState";
import { useCan } from "../../../lib/permissions";
import { type Moved, movedQuery, type PostingRecord } from "../api/find-moved";
import type { RollForward, RollMonth } from "../api/get-roll-forward";
import { PostingLink } from "../PostingLink";
import type { Side } from "./wish";

interface MovedDrawerProps {
  readonly roll: RollForward;
  readonly month: RollMonth | undefined;
  readonly side: Side | undefined;
  readonly onClose: () => void;
}

/** The postings behind a figure of a month. */
export function MovedDrawer({ roll, month, side, onClose }: MovedDrawerProps) {
  const { t } = useTranslation("books");
  const format = useFormat();
  const flow = month?.flows.find((one) => one.side === side);
  return (
    <Drawer
      open={month !== undefined && flow !== undefined}
      onClose={onClose}
      size={720}
      destroyOnHidden
      title={
        month && flow
          ? t("moved.title", { month: format.localMonth(`${month.month}-01`), name: flow.name })
          : ""
      }
    >
      {month && side && (
        <Postings
          moved={{ asset: roll.asset, account: side, from: month.from, until: month.until }}
        />
      )}
    </Drawer>
  );
}

function Postings({ moved }: { moved: Moved }) {
  const { t } = useTranslation("books");
  const can = useCan();
  return (
    <DataList<PostingRecord>
      query={useInfiniteQuery(movedQuery(moved))}
      label={t("moved.label")}
      minWidth={600}
      empty={<EmptyState title={t("moved.none")}>{t("moved.noneHelp")}</EmptyState>}
      columns={[
        {
          key: "when",
          title: t("column.when"),
          width: 150,
          render: (_, { occurred_at }) => <Moment at={occurred_at} />,
        },
        {
          key: "amount",
          title: t("column.change"),
          width: 100,
          align: "right",
          // Of the house's side the member has the other.
          render: (_, { entries }) => <Change amount={-amountOf(entries, moved)} />,
        },
        {
          key: "reason",
          title: t("column.reason"),
          render: (_, { id, member_id, reason }) => (
            <PostingLink id={id} member={member_id}>
              {reason.text}
            </PostingLink>
          ),
        },
        {
          key: "reference",
          title: t("column.reference"),
          width: 170,
          render: (_, { reference }) => reference?.text ?? "—",
        },
        ...(can("member:read")
          ? [
              {
                key: "member",
                title: t("column.member"),
                width: 110,
                render: (_: unknown, { member_id }: PostingRecord) => (
                  <Link
                    to="/members/$id"
                    params={{ id: member_id }}
                    search={{ tab: "entries", asset: moved.asset }}
                  >
                    {t("moved.member")}
                  </Link>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function amountOf(entries: PostingRecord["entries"], { asset, account }: Moved): number {
  return entries
    .filter((entry) => entry.asset === asset && entry.account === account)
    .reduce((sum, { amount }) => sum + amount, 0);
}
