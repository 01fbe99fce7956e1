import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import { EmptyState } from "../../../components/EmptyState";
import type { Page } from "../../../lib/page";
import type { Access } from "./access";
import styles from "./access.module.css";

interface AccessListProps {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<Access>, unknown>>;
  /** Whose accesses they are is said elsewhere. */
  readonly ofOne?: boolean;
}

/** Who saw which personal data of whom, when, why and from where. */
export function AccessList({ query, ofOne = false }: AccessListProps) {
  const { t } = useTranslation("trail");
  const format = useFormat();
  return (
    <DataList<Access>
      query={query}
      label={t("access.title")}
      minWidth={ofOne ? 600 : 960}
      empty={<EmptyState title={t("access.none")}>{t("access.noneHelp")}</EmptyState>}
      columns={[
        {
          key: "at",
          title: t("access.at"),
          width: 110,
          render: (_, { at }) => <Moment at={at} />,
        },
        {
          key: "by",
          title: t("access.by"),
          width: ofOne ? 110 : 150,
          render: (_, { by }) => by.name,
        },
        ...(ofOne
          ? []
          : [
              {
                key: "member",
                title: t("access.member"),
                width: 160,
                render: (_: unknown, { member, members }: Access) =>
                  member ? (
                    <Link to="/members/$id" params={{ id: member.id }}>
                      {member.number}
                    </Link>
                  ) : (
                    t("access.members", { members: format.number(members) })
                  ),
              },
            ]),
        {
          key: "fields",
          title: t("access.fields"),
          render: (_, { act, in: answer, fields }) => (
            <>
              {act !== "revealed" && (
                <Tag className={styles.act} color={act === "listed" ? "default" : "warning"}>
                  {answer ?? t(`access.act.${act}`)}
                </Tag>
              )}
              {fields.map(({ name }) => name).join(t("access.and")) ||
                (act === "copied" ? t("access.everything") : t("access.unnoted"))}
            </>
          ),
        },
        { key: "reason", title: t("access.reason"), render: (_, { reason }) => reason ?? "—" },
        {
          key: "address",
          title: t("access.address"),
          width: 120,
          render: (_, { address }) => address ?? "—",
        },
      ]}
    />
  );
}
