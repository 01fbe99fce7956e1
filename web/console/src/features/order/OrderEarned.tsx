import { Change } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { LevelTag } from "../../components/LevelTag";
import type { Order } from "./api/get-order";
import styles from "./order.module.css";

/** What an order brought its member, by which rule and level; or why it brought nothing. */
export function OrderEarned({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  const { earning, nothing } = order;
  return (
    <>
      {nothing && <Alert type="info" showIcon title={t("earned.why")} description={nothing.text} />}
      {earning && (
        <div className={styles.facts}>
          <Facts>
            <Fact name={t("fact.points")}>
              <Change amount={earning.points} />
            </Fact>
            <Fact name={t("fact.takenPoints")}>
              {earning.taken_points > 0 ? <Change amount={-earning.taken_points} /> : null}
            </Fact>
            <Fact name={t("fact.growth")}>
              <Change amount={earning.growth} />
            </Fact>
            <Fact name={t("fact.takenGrowth")}>
              {earning.taken_growth > 0 ? <Change amount={-earning.taken_growth} /> : null}
            </Fact>
          </Facts>
          <Facts>
            <Fact name={t("fact.level")}>
              <LevelTag level={earning.level} />
            </Fact>
            <Fact name={t("fact.rule")}>
              {t("fact.ruleVersion", { version: earning.rule.version })}
            </Fact>
            <Fact name={t("fact.matures")}>
              {earning.matures_at && <Moment at={earning.matures_at} />}
            </Fact>
            <Fact name={t("fact.posting")}>
              {earning.posting_id && order.member_id && (
                <Link
                  to="/ledger/postings/$id"
                  params={{ id: earning.posting_id }}
                  search={{ member: order.member_id }}
                >
                  {earning.posting_id}
                </Link>
              )}
            </Fact>
          </Facts>
          <ul className={styles.whys} aria-label={t("earned.steps")}>
            {earning.why.map(({ code, text }) => (
              <li key={code + text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
