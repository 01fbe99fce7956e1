import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { tierQuery } from "../api/queries";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Loaded } from "../parts/states";
import { Climb } from "./Climb";

/** TierPage is the ladder, where one stands on it, and how one came there. */
export function TierPage() {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <Page title={t("tier.title")} back="/">
      <Loaded query={useQuery(tierQuery)}>
        {({ level, levels, spend, history }) => (
          <>
            <Part title={level.name}>
              <Climb />
              <p>
                {t("tier.spent", {
                  amount: format.money(spend.amount, spend.currency),
                  day: format.date(spend.from),
                })}
              </p>
            </Part>
            <Part title={t("tier.levels")}>
              <Rows>
                {levels.map((one) => (
                  <Row
                    key={one.code}
                    title={one.code === level.code ? t("tier.here", { level: one.name }) : one.name}
                    note={
                      one.threshold > 0
                        ? t("tier.from", {
                            amount: format.moneyBrief(one.threshold, spend.currency),
                          })
                        : t("tier.everybody")
                    }
                    value={t("tier.rate", { rate: format.multiplier(one.multiplier_bps) })}
                  />
                ))}
              </Rows>
            </Part>
            {history.length > 0 && (
              <Part title={t("tier.history")}>
                <Rows>
                  {history.map((move) => (
                    <Row
                      key={move.effective_at}
                      title={t("tier.moved", { from: move.from.name, to: move.to.name })}
                      note={move.cause.text}
                      value={format.date(move.effective_at)}
                    />
                  ))}
                </Rows>
              </Part>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
