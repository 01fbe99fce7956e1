import { useFormat } from "@habitue/kit/format/reader";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./tag.module.css";
import type { TaggedMany } from "./tags";

/** What tagging many would do, before it is done. */
export function BulkPreview({ would }: { would: TaggedMany }) {
  const { t } = useTranslation("care");
  const format = useFormat();
  const rows = [
    ["named", would.named],
    ["changed", would.changed],
    ["same", would.same],
    ["replaced", would.replaced],
    ["inactive", would.inactive],
    ["unfound", would.unfound],
  ] as const;
  return (
    <Alert
      type={would.unfound > 0 ? "warning" : "info"}
      title={t("tags.bulk.would")}
      description={
        <>
          <ul className={styles.would}>
            {rows
              .filter(([key, count]) => count > 0 || key === "changed")
              .map(([key, count]) => (
                <li key={key}>{t(`tags.bulk.${key}`, { shown: format.number(count) })}</li>
              ))}
          </ul>
          {would.unknown.length > 0 &&
            t("tags.bulk.unknown", { lines: would.unknown.slice(0, 20).join(", ") })}
        </>
      }
    />
  );
}
