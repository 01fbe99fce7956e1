import type { Id } from "@habitue/kit/brand";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import { EmptyState } from "../../../components/EmptyState";
import { lotStates, lotsQuery, type WhichLots } from "../api/list-lots";
import styles from "./account.module.css";
import { useLotColumns } from "./lot-columns";

/** The lots of an account, in the order in which they are drawn. */
export function Lots({ memberId, asset }: { memberId: Id; asset: string }) {
  const { t } = useTranslation("posting");
  const [which, choose] = useState<WhichLots>("open");
  return (
    <section aria-label={t("lots.title")}>
      <div className={styles.head}>
        <div>
          <h3>{t("lots.title")}</h3>
          <p>{t("lots.help")}</p>
        </div>
        <Segmented<WhichLots>
          aria-label={t("lots.choose")}
          value={which}
          options={lotStates.map((value) => ({ value, label: t(`lots.which.${value}`) }))}
          onChange={choose}
        />
      </div>
      <DataList
        query={useInfiniteQuery(lotsQuery(memberId, asset, which))}
        columns={useLotColumns(memberId)}
        label={t("lots.title")}
        empty={<EmptyState title={t("lots.none")} />}
        minWidth={900}
      />
    </section>
  );
}
