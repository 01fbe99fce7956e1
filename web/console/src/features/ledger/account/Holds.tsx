import type { Id } from "@habitue/kit/brand";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import type { Balance } from "../api/list-entries";
import { holdsQuery } from "../api/list-holds";
import styles from "./account.module.css";
import { useHoldColumns } from "./hold-columns";

const choices = ["open", "all"] as const;
type Which = (typeof choices)[number];

interface HoldsProps {
  readonly memberId: Id;
  readonly balances: readonly Balance[];
}

/** What checkouts have set aside of a member's value, of whichever asset, and what came of it. */
export function Holds({ memberId, balances }: HoldsProps) {
  const { t } = useTranslation("posting");
  const [which, choose] = useState<Which>("all");
  return (
    <section aria-label={t("holds.title")}>
      <div className={styles.head}>
        <div>
          <h3>{t("holds.title")}</h3>
          <p>{t("holds.help")}</p>
        </div>
        <Segmented<Which>
          aria-label={t("holds.choose")}
          value={which}
          options={choices.map((value) => ({ value, label: t(`holds.which.${value}`) }))}
          onChange={choose}
        />
      </div>
      <DataList
        query={useInfiniteQuery(holdsQuery(memberId, which))}
        columns={useHoldColumns(memberId, balances)}
        label={t("holds.title")}
        empty={<p className={styles.quiet}>{t("holds.none")}</p>}
        minWidth={960}
      />
    </section>
  );
}
