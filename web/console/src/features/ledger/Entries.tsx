import type { Id } from "@habitue/kit/brand";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { ArrangedList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { type Balance, entriesQuery } from "./api/list-entries";
import { useEntryColumns } from "./entry-columns";
import styles from "./ledger.module.css";
import { accountLines } from "./moves";

interface EntriesProps {
  readonly memberId: Id;
  readonly assets: readonly Balance[];
  /** The asset whose entries are shown; the first where none is named. */
  readonly asset: string | undefined;
  readonly onAsset: (asset: string) => void;
}

/** A member's account, line by line, each with why. */
export function Entries({ memberId, assets, asset, onAsset }: EntriesProps) {
  const { t } = useTranslation("ledger");
  const chosen =
    assets.find((known) => known.asset === asset)?.asset ?? assets[0]?.asset ?? "points";
  return (
    <>
      {assets.length > 1 && (
        <Segmented
          className={styles.assets}
          aria-label={t("entries.asset")}
          value={chosen}
          options={assets.map(({ asset: value, name }) => ({ value, label: name }))}
          onChange={onAsset}
        />
      )}
      <ArrangedList
        query={useInfiniteQuery(entriesQuery(memberId, chosen))}
        columns={useEntryColumns(memberId)}
        arrange={accountLines}
        label={t("entries.title")}
        empty={<EmptyState title={t("entries.none")}>{t("entries.noneHelp")}</EmptyState>}
      />
    </>
  );
}
