import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { LevelTag } from "../../components/LevelTag";
import type { MemberSummary } from "./api/list-members";

/** The columns of the members' list. */
export function useMemberColumns(): TableColumnsType<MemberSummary> {
  const { t } = useTranslation("member");
  const format = useFormat();
  return [
    {
      key: "number",
      title: t("column.number"),
      width: 200,
      render: (_, { id, number }) => (
        <Link to="/members/$id" params={{ id }} className="kit-figure">
          {number}
        </Link>
      ),
    },
    {
      key: "name",
      title: t("column.name"),
      width: 180,
      render: (_, member) => <Name member={member} />,
    },
    {
      key: "phone",
      title: t("column.phone"),
      width: 180,
      render: (_, { phone_masked }) => <span className="kit-figure">{phone_masked ?? "—"}</span>,
    },
    {
      key: "level",
      title: t("column.level"),
      width: 120,
      render: (_, { level }) => (level ? <LevelTag level={level} /> : "—"),
    },
    {
      key: "points",
      title: t("column.points"),
      width: 140,
      align: "right",
      render: (_, { points_available }) => (
        <span className="kit-figure">{format.number(points_available)}</span>
      ),
    },
    {
      key: "joined",
      title: t("column.joined"),
      width: 150,
      align: "right",
      render: (_, { joined_at }) => <Day at={joined_at} />,
    },
  ];
}

function Name({ member }: { member: MemberSummary }) {
  const { t } = useTranslation("member");
  return (
    <>
      {member.name ?? "—"} {member.status !== "active" && <Tag>{t(`status.${member.status}`)}</Tag>}
    </>
  );
}
