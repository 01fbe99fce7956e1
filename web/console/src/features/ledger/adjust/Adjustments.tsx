import type { Id } from "@habitue/kit/brand";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import { EmptyState } from "../../../components/EmptyState";
import { type Adjustment, adjustmentsQuery } from "../api/list-adjustments";
import type { Balance } from "../api/list-entries";
import styles from "./adjust.module.css";
import { useAdjustmentColumns } from "./adjustment-columns";
import { UndoDialog } from "./UndoDialog";

interface AdjustmentsProps {
  readonly memberId: Id;
  readonly balances: readonly Balance[];
  /** Whether the reader may adjust, and so undo what was adjusted. */
  readonly mayAdjust: boolean;
}

/** What was adjusted by hand, or asked for, with what became of it. */
export function Adjustments({ memberId, balances, mayAdjust }: AdjustmentsProps) {
  const { t } = useTranslation("asset");
  const [undoing, setUndoing] = useState<Adjustment>();
  return (
    <section className={styles.section} aria-label={t("adjustments.title")}>
      <div className={styles.head}>
        <div>
          <h3>{t("adjustments.title")}</h3>
          <p className={styles.quiet}>{t("adjustments.help")}</p>
        </div>
      </div>
      <DataList
        query={useInfiniteQuery(adjustmentsQuery(memberId))}
        columns={useAdjustmentColumns(balances, mayAdjust ? setUndoing : undefined)}
        label={t("adjustments.title")}
        empty={<EmptyState title={t("adjustments.none")} />}
        minWidth={960}
      />
      {undoing && (
        <UndoDialog
          adjustment={undoing}
          unit={balances.find(({ asset }) => asset === undoing.asset)?.unit ?? ""}
          onClose={() => setUndoing(undefined)}
        />
      )}
    </section>
  );
}
