import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import type { PostingRecord } from "../api/get-posting";
import { useAssetNames } from "./asset-names";
import styles from "./posting.module.css";

/** How the amounts came about, asset by asset, step by step, in the server's words. */
export function PostingWhy({ posting }: { posting: PostingRecord }) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const nameOf = useAssetNames(posting.member_id);
  if (posting.why.length === 0) {
    return <p className={styles.quiet}>{t("why.plain", { reason: posting.reason.text })}</p>;
  }
  return posting.why.map(({ asset, steps }) => (
    <div key={asset} className={styles.why}>
      <h3>{nameOf(asset).name}</h3>
      <ol>
        {steps.map(({ code, text, amount }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are a fixed list in order
          <li key={`${code} ${at}`}>
            {text} {amount !== undefined && <small>{format.signed(amount)}</small>}
          </li>
        ))}
      </ol>
    </div>
  ));
}
