import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Request } from "./requests";

const colours = { open: "processing", done: "success", refused: "error", withdrawn: "default" };

interface Shown {
  readonly members: boolean;
  /** Absent: the reader may not answer. */
  readonly onAnswer?: ((request: Request) => void) | undefined;
}

/** The columns of requests: what, by whom, until when, and what was done. */
export function useRequestColumns({ members, onAnswer }: Shown): TableColumnsType<Request> {
  const { t } = useTranslation("privacy");
  const format = useFormat();
  const who: TableColumnsType<Request> = [
    {
      key: "member",
      title: t("column.member"),
      width: 170,
      render: (_, { member }) => (
        <Link to="/members/$id" params={{ id: member.id }}>
          {member.number || t("erased")}
        </Link>
      ),
    },
  ];
  return [
    {
      key: "what",
      title: t("column.what"),
      render: (_, { kind, about, note, id, money, payout, member }) => (
        <>
          <strong>{t(`kind.${kind}`)}</strong>
          {money && ` · ${t(`money.${money}`)}`}
          {about && ` · ${t(`decision.${about}`)}`}
          {note && <div>{note}</div>}
          {payout && (
            <div>
              {payout.due > 0 && (
                <Tag color="warning">
                  {t("payout.due", { due: format.money(payout.due, payout.currency) })}
                </Tag>
              )}{" "}
              {payout.paid > 0 && (
                <Tag color="success">
                  {t("payout.paid", { paid: format.money(payout.paid, payout.currency) })}
                </Tag>
              )}{" "}
              {payout.due > 0 && (
                <Link to="/members/$id" params={{ id: member.id }} search={{ tab: "prepaid" }}>
                  {t("payout.open")}
                </Link>
              )}
            </div>
          )}
          <div>
            <small>{t("receipt", { id })}</small>
          </div>
        </>
      ),
    },
    ...(members ? who : []),
    {
      key: "asked",
      title: t("column.asked"),
      width: 190,
      render: (_, { asked_at, via, asked_by }) => (
        <>
          <Moment at={asked_at} />
          <div>
            <small>{[t(`via.${via}`), asked_by?.name].filter(Boolean).join(" · ")}</small>
          </div>
        </>
      ),
    },
    {
      key: "status",
      title: t("column.status"),
      width: 240,
      render: (_, { status, due_at, overdue, answered_at, answered_by, answer }) => (
        <>
          <Tag color={overdue ? "error" : colours[status]}>
            {overdue ? t("overdue") : t(`status.${status}`)}
          </Tag>{" "}
          {answered_at ? <Moment at={answered_at} /> : <Moment at={due_at} />}
          <div>
            <small>{[answered_by?.name, answer].filter(Boolean).join("：")}</small>
          </div>
        </>
      ),
    },
    {
      key: "act",
      width: 110,
      render: (_, request) =>
        onAnswer &&
        request.status === "open" && (
          <Button size="small" onClick={() => onAnswer(request)}>
            {t("answer")}
          </Button>
        ),
    },
  ];
}
