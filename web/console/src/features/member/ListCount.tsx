import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { countQuery } from "./api/count-members";
import type { MemberWish } from "./filter";
import styles from "./member.module.css";

/** How many members the list has in all; nothing until that is known. */
export function ListCount({ wish }: { wish: MemberWish }) {
  const { t } = useTranslation("member");
  const format = useFormat();
  const { data } = useQuery(countQuery(wish));
  return (
    <span className={styles.count} aria-live="polite">
      {data && t(data.more ? "count.more" : "count.exact", { shown: format.number(data.count) })}
    </span>
  );
}
