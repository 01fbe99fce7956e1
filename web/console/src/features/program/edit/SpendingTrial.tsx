import { minor, points as pointsOf } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import { CountInput, MoneyInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";
import { Table } from "../../../components/Table";
import type { Choices } from "../../../components/terms/terms";
import { useSettled } from "../../../lib/settled";
import { type Spending, type SpendingTried, spendingTriedQuery } from "../api/spending";

type Level = SpendingTried["levels"][number];

/** A draft tried on a purchase, level by level, beside the rule in force. Keeps nothing. */
export function SpendingTrial({ rule, choices }: { rule: Spending; choices: Choices }) {
  const { t } = useTranslation("spending");
  const [amount, setAmount] = useState(100 * 10 ** choices.exponent);
  const [held, setHeld] = useState(3000);
  const trial = useSettled({ body: rule, amount: minor(amount), points: pointsOf(held) });
  const { data, error, refetch } = useQuery(spendingTriedQuery(trial));
  return (
    <Panel title={t("trial.title")}>
      <p className={styles.quiet}>{t("trial.purpose")}</p>
      <div className={styles.fields}>
        <Field label={t("trial.amount")}>
          <MoneyInput
            label={t("trial.amount")}
            exponent={choices.exponent}
            suffix={choices.currency}
            value={amount}
            onChange={setAmount}
          />
        </Field>
        <Field label={t("trial.points")}>
          <CountInput
            label={t("trial.points")}
            suffix={t("points.unit")}
            value={held}
            onChange={setHeld}
          />
        </Field>
      </div>
      {error && !data && <ProblemView size="small" thrown={error} onRetry={() => void refetch()} />}
      {data && <TriedLevels tried={data} />}
    </Panel>
  );
}

function TriedLevels({ tried }: { tried: SpendingTried }) {
  const { t } = useTranslation("spending");
  const format = useFormat();
  const pays = ({ points, off }: Level["live"]) =>
    points === 0
      ? t("trial.nothing")
      : t("trial.pays", { points: format.number(points), off: format.money(off, tried.currency) });
  return (
    <Table<Level>
      aria-label={t("trial.title")}
      dataSource={tried.levels}
      rowKey={({ level }) => level.code}
      size="small"
      tableLayout="fixed"
      pagination={false}
      scroll={{ x: 560 }}
      columns={[
        { key: "level", title: t("trial.level"), render: (_, { level }) => level.name },
        { key: "live", title: t("trial.live"), render: (_, { live }) => pays(live) },
        { key: "draft", title: t("trial.draft"), render: (_, { draft }) => pays(draft) },
        {
          key: "left",
          title: t("trial.left"),
          width: 112,
          align: "right",
          render: (_, { draft }) => format.money(draft.left, tried.currency),
        },
      ]}
    />
  );
}
