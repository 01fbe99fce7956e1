import { ReloadOutlined } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Progress } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../lib/permissions";
import { askRefresh } from "./api/ask-refresh";
import { isOpen, type Refresh, refreshQuery } from "./api/get-refresh";
import styles from "./profile.module.css";

/** As of when values are, and the button that has them reckoned anew. */
export function RefreshState() {
  const { t } = useTranslation("profile");
  const { message } = App.useApp();
  const can = useCan();
  const client = useQueryClient();
  const { data: refresh } = useQuery(refreshQuery);
  const asking = useMutation({
    mutationFn: askRefresh,
    onSuccess: (asked) => client.setQueryData(refreshQuery.queryKey, asked),
    onError: (thrown) => message.error(asProblem(thrown).detail),
  });
  useWhenDone(refresh, () => void client.invalidateQueries({ queryKey: ["profile"] }));
  return (
    <div className={styles.refresh}>
      <Said refresh={refresh} />
      {can("profile:publish") && (
        <Button
          icon={<ReloadOutlined />}
          loading={asking.isPending || isOpen(refresh)}
          onClick={() => asking.mutate()}
        >
          {t("refresh.ask")}
        </Button>
      )}
    </div>
  );
}

/** useWhenDone calls once when a refresh that was seen going on has ended. */
function useWhenDone(refresh: Refresh | undefined, then: () => void) {
  const wasOpen = useRef(false);
  const open = isOpen(refresh);
  useEffect(() => {
    if (wasOpen.current && !open) then();
    wasOpen.current = open;
  });
}

function Said({ refresh }: { refresh: Refresh | undefined }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  if (!refresh) return <span className={styles.quiet}>{t("refresh.never")}</span>;
  if (refresh.status === "failed") {
    return <Alert type="warning" showIcon title={refresh.problem ?? t("refresh.failed")} />;
  }
  if (refresh.status === "waiting") {
    return <span className={styles.quiet}>{t("refresh.waiting")}</span>;
  }
  if (refresh.status === "running") {
    const percent = refresh.total ? Math.floor((100 * refresh.done) / refresh.total) : 0;
    return (
      <Progress className={styles.progress} percent={percent} aria-label={t("refresh.running")} />
    );
  }
  return (
    <span className={styles.quiet}>
      {t("refresh.asOf", { day: format.localDate(refresh.as_of) })}
      {" · "}
      {t("refresh.at")} {refresh.finished_at && <Moment at={refresh.finished_at} />}
    </span>
  );
}
