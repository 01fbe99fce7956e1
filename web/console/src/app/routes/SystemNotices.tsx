import { asProblem } from "@habitue/kit/api/problem";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { useConsequence } from "../../components/useConsequence";
import { useUndo } from "../../components/useUndo";
import { ReasonDialog } from "../../features/staff/ReasonDialog";
import { dropNotice } from "../../features/system/api/drop-notice";
import type { Listener } from "../../features/system/api/list-listeners";
import type { ParkedNotice } from "../../features/system/api/list-parked";
import { pauseListener } from "../../features/system/api/pause-listener";
import { resumeListener } from "../../features/system/api/resume-listener";
import { retryListener } from "../../features/system/api/retry-listener";
import { retryNotice } from "../../features/system/api/retry-notice";
import { Listeners } from "../../features/system/Listeners";
import { useNames } from "../../features/system/names";
import { ParkedNotices } from "../../features/system/ParkedNotices";
import styles from "../../features/system/system.module.css";
import { useAsked } from "../../features/system/useAct";

/** Notices: who hears them, and those that failed again and again. */
export function SystemNotices() {
  const { t } = useTranslation("system");
  const names = useNames();
  const asked = useAsked();
  const confirm = useConsequence();
  const offerUndo = useUndo();
  const { message } = App.useApp();
  const [pausing, setPausing] = useState<Listener | null>(null);
  const [dropping, setDropping] = useState<ParkedNotice | null>(null);

  const pause = async ({ name }: Listener, reason: string) => {
    await pauseListener(name, reason);
    await asked();
    const undo = () => resumeListener(name).then(asked);
    offerUndo({ text: t("listener.pausedNow", { name: names.listener(name) }), undo });
  };
  /** Tells what was done, or why it was not. */
  const act = async (deed: () => Promise<string>) => {
    try {
      message.success(await deed());
    } catch (thrown) {
      message.error(asProblem(thrown).detail);
    }
    await asked();
  };
  const resume = ({ name }: Listener) => {
    return act(async () => {
      await resumeListener(name);
      return t("listener.resumed", { name: names.listener(name) });
    });
  };
  const retry = ({ listener, id }: ParkedNotice) => {
    return act(async () => {
      const { notices } = await retryNotice(listener, id);
      return t("listener.retried", { count: notices });
    });
  };
  const retryAll = ({ name, parked }: Listener) => {
    confirm({
      title: t("listener.retryAllTitle", { name: names.listener(name), count: parked }),
      consequence: t("listener.retryAllHelp"),
      verb: t("listener.retryAll"),
      onConfirm: async () => {
        const { notices } = await retryListener(name);
        message.success(t("listener.retried", { count: notices }));
        await asked();
      },
    });
  };

  return (
    <div className={styles.tab}>
      <Panel title={t("listener.title")}>
        <p className={styles.lead}>{t("listener.purpose")}</p>
        <Listeners onPause={setPausing} onResume={(l) => void resume(l)} onRetryAll={retryAll} />
      </Panel>
      <Panel title={t("notice.title")}>
        <ParkedNotices onRetry={(notice) => void retry(notice)} onDrop={setDropping} />
      </Panel>
      <ReasonDialog
        title={t("listener.pauseTitle", { name: names.listener(pausing?.name ?? "") })}
        consequence={t("listener.pauseHelp")}
        verb={t("listener.pause")}
        open={pausing !== null}
        onClose={() => setPausing(null)}
        onConfirm={async (reason) => pausing && pause(pausing, reason)}
      />
      <ReasonDialog
        title={t("notice.dropTitle")}
        consequence={t("notice.dropHelp", { name: names.listener(dropping?.listener ?? "") })}
        verb={t("notice.drop")}
        danger
        open={dropping !== null}
        onClose={() => setDropping(null)}
        onConfirm={async (reason) => {
          if (!dropping) return;
          await dropNotice(dropping.listener, dropping.id, reason);
          message.success(t("notice.dropped"));
          await asked();
        }}
      />
    </div>
  );
}
