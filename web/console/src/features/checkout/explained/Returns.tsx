import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import type { Explained } from "../api/explain-checkout";
import styles from "../checkout.module.css";

type Return = Explained["returns"][number];

/** Each return: what came back, what it gave in each way of paying, and what it took back. */
export function Returns({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  if (one.returns.length === 0) return <p className={styles.quiet}>{t("returns.none")}</p>;
  return one.returns.map((back) => <OneReturn key={back.id} back={back} one={one} />);
}

function OneReturn({ back, one }: { back: Return; one: Explained }) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  const nameOf = (no: number) => {
    const line = one.lines.find((each) => each.no === no);
    return line?.name ?? line?.article ?? String(no);
  };
  const scaleOf = (no: number) => one.lines.find((each) => each.no === no)?.scale ?? 0;
  return (
    <Card size="small" className={styles.note} title={<Moment at={back.returned_at} />}>
      <div className={styles.parts}>
        <ul className={styles.plain}>
          {back.lines.map(({ no, quantity, value }) => (
            <li key={no}>
              {nameOf(no)} × {format.quantity(quantity, scaleOf(no))}{" "}
              <Money amount={value} currency={one.currency} />
            </li>
          ))}
          <li className={styles.quiet}>{t("returns.reason", { reason: back.reason })}</li>
        </ul>
        <Gave back={back} one={one} />
        <Facts>
          <Fact name={t("returns.taken")}>
            {t("earned.sum", {
              points: format.number(-back.taken_points),
              growth: format.number(-back.taken_growth),
            })}
          </Fact>
          <Fact name={t("returns.lost")}>{back.lost_names.join(t("comma")) || null}</Fact>
          {back.gifts_kept !== 0 && (
            <Fact name={t("returns.giftsKept")}>
              <Money amount={back.gifts_kept} currency={one.currency} />
            </Fact>
          )}
          {back.short !== 0 && (
            <Fact name={t("returns.short")}>
              <Money amount={back.short} currency={one.currency} />
            </Fact>
          )}
        </Facts>
      </div>
    </Card>
  );
}

function Gave({ back, one }: { back: Return; one: Explained }) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  return (
    <Facts>
      <Fact name={t("returns.value")}>
        <Money amount={back.value} currency={one.currency} />
      </Fact>
      <Fact name={t("returns.money")}>
        <Money amount={back.money} currency={one.currency} />
      </Fact>
      {back.points !== 0 && (
        <Fact name={t("returns.points")}>
          {t("returns.pointsWorth", {
            points: format.number(back.points),
            worth: format.money(back.points_worth, one.currency),
          })}
        </Fact>
      )}
      {back.stored_value !== 0 && (
        <Fact name={t("returns.stored")}>
          <Money amount={back.stored_value} currency={one.currency} />
        </Fact>
      )}
    </Facts>
  );
}
