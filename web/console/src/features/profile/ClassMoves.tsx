import { useFormat } from "@habitue/kit/format/reader";
import { Timeline } from "antd";
import { useTranslation } from "react-i18next";
import { ClassTag } from "../../components/ClassTag";
import type { MemberProfile } from "./api/get-member-profile";
import styles from "./profile.module.css";

/** The moves of a member between classes, newest first, each with its cause. */
export function ClassMoves({ history }: { history: MemberProfile["history"] }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  if (history.length === 0) return <p className={styles.quiet}>{t("card.noMoves")}</p>;
  return (
    <Timeline
      items={history.map(({ from, to, on, cause, why }) => ({
        key: `${on} ${to.code}`,
        content: (
          <>
            <div>
              <ClassTag of={from} /> → <ClassTag of={to} />
            </div>
            <div className={styles.quiet}>
              {format.localDate(on)} {cause.text}
              {t("card.separator")}
              {why.map(({ text }) => text).join(t("card.and"))}
            </div>
          </>
        ),
      }))}
    />
  );
}
