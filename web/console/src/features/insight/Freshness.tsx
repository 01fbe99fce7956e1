import { ReloadOutlined } from "@ant-design/icons";
import { useFormat } from "@habitue/kit/format/reader";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./insight.module.css";

interface FreshnessProps {
  readonly source: {
    readonly dataUpdatedAt: number;
    readonly isFetching: boolean;
    readonly error: unknown;
  };
}

/** How old the figures are, and asking for new ones; the old ones stay until they come. */
export function Freshness({ source }: FreshnessProps) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const queryClient = useQueryClient();
  useMinute();
  const { dataUpdatedAt, isFetching, error } = source;
  const when = new Date(dataUpdatedAt);
  const age = Date.now() - dataUpdatedAt < 60_000 ? t("fresh.now") : format.ago(when);
  return (
    <div className={styles.fresh}>
      <span>
        {dataUpdatedAt > 0 &&
          t(error ? "fresh.failed" : "fresh.at", { when: age ?? format.moment(when) })}
      </span>
      <Button
        icon={<ReloadOutlined />}
        loading={isFetching}
        onClick={() => {
          void queryClient.invalidateQueries({ queryKey: ["insight"] });
          void queryClient.invalidateQueries({ queryKey: ["profile"] });
        }}
      >
        {t("fresh.refresh")}
      </Button>
    </div>
  );
}

/** Draws again every minute, so that an age is not a lie. */
function useMinute(): void {
  const [, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((minute) => minute + 1), 60_000);
    return () => clearInterval(timer);
  }, []);
}
