import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import { type DuplicateSearch, isAtWork } from "../api/duplicates";
import styles from "./duplicate.module.css";

/** When was searched, how far it is, and what was left out. */
export function SearchState({ search }: { search: DuplicateSearch }) {
  const { t } = useTranslation("merge");
  const format = useFormat();
  const { ended_at, members, compared, cut_blocks, largest_block, progress_bps } = search;
  if (!search.began_at) return <p className={styles.search}>{t("search.never")}</p>;
  if (isAtWork(search)) {
    return (
      <div className={styles.search} role="status">
        {t("search.atWork", { members: format.number(members) })}
        <Progress percent={progress_bps / 100} showInfo={false} aria-label={t("search.progress")} />
      </div>
    );
  }
  return (
    <p className={styles.search}>
      {t("search.done", { members: format.number(members), compared: format.number(compared) })}{" "}
      {ended_at && <Moment at={ended_at} />}
      {cut_blocks > 0 && (
        <span>
          {" · "}
          {t("search.cut", {
            blocks: format.number(cut_blocks),
            largest: format.number(largest_block),
          })}
        </span>
      )}
    </p>
  );
}
