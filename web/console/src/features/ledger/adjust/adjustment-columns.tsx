import type { Minor } from "@habitue/kit/brand";
import { Day, Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Adjustment } from "../api/list-adjustments";
import type { Balance } from "../api/list-entries";
import { PostingLink } from "../PostingLink";
import styles from "./adjust.module.css";

const colours: Record<Adjustment["status"], string> = {
  asked: "processing",
  approved: "processing",
  done: "success",
  refused: "error",
  failed: "error",
  withdrawn: "default",
  expired: "default",
};

/** The columns of adjustments; onUndo is for whoever may. */
export function useAdjustmentColumns(
  balances: readonly Balance[],
  onUndo: ((adjustment: Adjustment) => void) | undefined,
): TableColumnsType<Adjustment> {
  const { t } = useTranslation("asset");
  const format = useFormat();
  const assetOf = (code: string) => balances.find(({ asset }) => asset === code);
  const amountOf = (code: string, amount: number) => {
    const { currency, unit } = assetOf(code) ?? {};
    return currency
      ? format.money(amount as Minor, currency)
      : `${format.number(amount)} ${unit ?? ""}`;
  };
  return [
    {
      key: "when",
      title: t("adjustments.when"),
      width: 150,
      render: (_, { asked_at, asked_by }) => (
        <>
          <Moment at={asked_at} />
          <div className={styles.quiet}>{asked_by.name}</div>
        </>
      ),
    },
    {
      key: "what",
      title: t("adjustments.what"),
      width: 200,
      render: (_, { kind, asset, amount, until }) => (
        <>
          <span className="kit-figure">
            {kind !== "extend" && amount > 0 && "+"}
            {amountOf(asset, amount)}
          </span>
          <div className={styles.quiet}>
            {t(`adjustments.kinds.${kind}`, { asset: assetOf(asset)?.name ?? asset })}
            {until && (
              <>
                {" "}
                <Day at={until} />
              </>
            )}
          </div>
        </>
      ),
    },
    {
      key: "why",
      title: t("adjustments.why"),
      render: (_, { reason, note, reference }) => (
        <>
          {reason.text}
          {note && <div className={styles.quiet}>{note}</div>}
          {reference && <div className={styles.quiet}>{reference}</div>}
        </>
      ),
    },
    {
      key: "status",
      title: t("adjustments.status"),
      width: 170,
      render: (_, adjustment) => <Status adjustment={adjustment} />,
    },
    {
      key: "posting",
      title: t("adjustments.posting"),
      width: 150,
      render: (_, adjustment) => {
        const { kind, member_id, posting_id, status, undone } = adjustment;
        return (
          <>
            {posting_id && (
              <PostingLink id={posting_id} member={member_id}>
                {t("adjustments.open")}
              </PostingLink>
            )}
            {onUndo && kind === "adjust" && status === "done" && !undone && (
              <div>
                <Button size="small" onClick={() => onUndo(adjustment)}>
                  {t("adjustments.undo")}
                </Button>
              </div>
            )}
          </>
        );
      },
    },
  ];
}

function Status({ adjustment }: { adjustment: Adjustment }) {
  const { t } = useTranslation("asset");
  const { status, approval_id, decided_by, fault, undone } = adjustment;
  const tag = (
    <Tag color={undone ? "default" : colours[status]}>
      {t(undone ? "adjustments.undone" : `adjustments.statuses.${status}`)}
    </Tag>
  );
  return (
    <>
      {approval_id ? (
        <Link to="/approvals/$id" params={{ id: approval_id }}>
          {tag}
        </Link>
      ) : (
        tag
      )}
      {decided_by && <div className={styles.quiet}>{decided_by.name}</div>}
      {fault && <div className={styles.quiet}>{fault}</div>}
    </>
  );
}
