import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { RuleWords } from "../../components/RuleWords";
import type { GoodsEarning } from "./api/get-article-earning";
import styles from "./earns-what.module.css";

/** What some goods earn by the rule in force, in its own words, and which version says so. */
export function EarnsWhat({ query }: { query: UseQueryResult<GoodsEarning> }) {
  const { t } = useTranslation("program");
  const { data, error, refetch } = query;
  if (error && !data) {
    return <ProblemView size="small" thrown={error} onRetry={() => void refetch()} />;
  }
  if (!data) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  return (
    <>
      <p className={styles.goods}>
        <Tag color={data.earns ? "success" : "default"}>
          {t(data.earns ? "goods.earns" : "goods.earnsNothing")}
        </Tag>
        {data.named && <Tag>{t("goods.named")}</Tag>}
        <Link to="/program/earning">{t("goods.version", { version: data.version })}</Link>
        {data.valid_from && (
          <span>
            {t("goods.since")} <Moment at={data.valid_from} />
          </span>
        )}
      </p>
      <RuleWords words={data.words} />
    </>
  );
}
