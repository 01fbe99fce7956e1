import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useMutation } from "@tanstack/react-query";
import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import styles from "../../../components/rule/rule.module.css";
import { previewEarning } from "../api/preview-earning";
import type { Rule } from "./body";
import { Tried } from "./Tried";

/** How many points are taken to be worth 1 of the currency. */
const perMajor = 100;

/** A draft tried on real orders, beside the rule in force. Keeps nothing. */
export function Trial({ rule, currency }: { rule: Rule; currency: string }) {
  const { t } = useTranslation("program");
  const [onDay, setOnDay] = useState(false);
  const [day, setDay] = useState("");
  const trying = useMutation({ mutationFn: previewEarning, gcTime: 0 });
  const tryIt = () => {
    trying.mutate({
      body: rule,
      orders: onDay ? 500 : 200,
      points_per_major: perMajor,
      ...(onDay && day && { day }),
    });
  };
  return (
    <Panel title={t("trial.title")}>
      <p className={styles.quiet}>{t("trial.purpose")}</p>
      <div className={styles.row}>
        <Radio.Group
          aria-label={t("trial.title")}
          value={onDay}
          onChange={({ target }) => setOnDay(target.value)}
        >
          <Radio value={false}>{t("trial.latest")}</Radio>
          <Radio value={true}>{t("trial.onDay")}</Radio>
        </Radio.Group>
        {onDay && (
          <Input
            type="date"
            aria-label={t("trial.day")}
            value={day}
            style={{ width: 160 }}
            onChange={({ target }) => setDay(target.value)}
          />
        )}
        <Button
          type="primary"
          ghost
          loading={trying.isPending}
          disabled={onDay && !day}
          onClick={tryIt}
        >
          {t("trial.submit")}
        </Button>
      </div>
      {trying.error && <ProblemView size="small" thrown={trying.error} onRetry={tryIt} />}
      {trying.data && <Tried tried={trying.data} currency={currency} />}
    </Panel>
  );
}
