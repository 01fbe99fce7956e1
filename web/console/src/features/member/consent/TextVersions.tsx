import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Drawer, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./consent.module.css";
import { type ConsentText, textsQuery } from "./consents";

interface TextVersionsProps {
  readonly text: ConsentText;
  readonly onClose: () => void;
}

/** Every wording that a purpose had: what somebody agreed to can always be read again. */
export function TextVersions({ text, onClose }: TextVersionsProps) {
  const { t } = useTranslation("person");
  const { data, error, refetch } = useQuery(textsQuery(text.purpose));
  return (
    <Drawer
      open
      size={560}
      title={t("texts.versionsOf", { purpose: text.title_zh })}
      onClose={onClose}
    >
      {!data && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 6 }} />}
      {data?.items.map((one) => (
        <section key={one.version} className={styles.version}>
          <h3>{t("consent.version", { version: one.version })}</h3>
          <p className={styles.quiet}>
            <Moment at={one.created_at} /> · {one.name ?? t("texts.builtIn")}
          </p>
          <strong>{one.title_zh}</strong>
          <p>{one.body_zh}</p>
          <div lang="en">
            <strong>{one.title_en}</strong>
            <p>{one.body_en}</p>
          </div>
        </section>
      ))}
    </Drawer>
  );
}
