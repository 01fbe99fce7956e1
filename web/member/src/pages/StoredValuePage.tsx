import { minor } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { storedValueQuery } from "../api/queries";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Empty, Loaded } from "../parts/states";
import styles from "./points.module.css";

/** StoredValuePage says what was paid in, what is left of it, and what became of the rest. */
export function StoredValuePage() {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <Page title={t("value.title")} back="/">
      <Loaded query={useQuery(storedValueQuery)}>
        {({ currency, principal, bonus, held, received, moves }) => (
          <>
            <Part>
              <p className={styles.figure}>
                <strong>{format.money(minor(principal + bonus), currency)}</strong>
              </p>
              <Rows>
                <Row title={t("value.principal")} value={format.money(principal, currency)} />
                <Row title={t("value.bonus")} value={format.money(bonus, currency)} />
                {held > 0 && <Row title={t("value.held")} value={format.money(held, currency)} />}
                {received > 0 && (
                  <Row
                    title={t("value.received")}
                    note={t("value.receivedHelp")}
                    value={format.money(received, currency)}
                  />
                )}
              </Rows>
            </Part>
            <Part title={t("value.moves")}>
              {moves.length === 0 && <Empty title={t("value.none")} help={t("value.noneHelp")} />}
              <Rows>
                {moves.map((move) => (
                  <Row
                    key={move.kind + move.at}
                    title={t(`value.kind.${move.kind}`)}
                    note={
                      move.bonus === 0
                        ? format.moment(move.at)
                        : `${format.moment(move.at)} · ${t("value.withBonus", { amount: format.money(move.bonus, currency) })}`
                    }
                    value={format.money(move.principal, currency)}
                  />
                ))}
              </Rows>
            </Part>
          </>
        )}
      </Loaded>
    </Page>
  );
}
