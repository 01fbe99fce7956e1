import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { RuleWords } from "../../components/RuleWords";
import { earningsQuery } from "../../features/program/api/list-earnings";
import styles from "./posting.module.css";

/** The version of the earning rule that a posting followed, in words. */
export function PostingRule({ version }: { version: number }) {
  const { t } = useTranslation("posting");
  const { data, isPending } = useQuery(earningsQuery);
  const rule = data?.items.find((one) => one.version === version);
  return (
    <details className={styles.rule}>
      <summary>{t("why.rule", { version })}</summary>
      {isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {rule && <RuleWords words={rule.words} />}
      <Link to="/program/earning">{t("why.rules")}</Link>
    </details>
  );
}
