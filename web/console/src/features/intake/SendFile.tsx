import { InboxOutlined } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Progress, Upload } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { IncomingFile } from "./api/list-files";
import { sendFile } from "./api/send-file";
import styles from "./intake.module.css";

/** Where a file is dropped; it travels with its progress, and can be called back. */
export function SendFile({ onSent }: { onSent: (file: IncomingFile) => void }) {
  const { t } = useTranslation("intake");
  const client = useQueryClient();
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState("");
  const leaving = useRef(new AbortController());

  const send = async (file: File) => {
    setProblem("");
    setShare(0);
    leaving.current = new AbortController();
    try {
      const { signal } = leaving.current;
      onSent(await sendFile({ file, signal, onProgress: setShare }));
    } catch (thrown) {
      if (!leaving.current.signal.aborted) setProblem(asProblem(thrown).detail || t("send.failed"));
    } finally {
      setShare(null);
      void client.invalidateQueries({ queryKey: ["intake", "files"] });
    }
  };
  return (
    <>
      {problem && <Alert type="error" showIcon title={problem} className={styles.alert} />}
      {share === null ? (
        <Upload.Dragger
          className={styles.drop}
          accept=".csv,.txt,.tsv,.gz,.xlsx"
          showUploadList={false}
          customRequest={({ file }) => void send(file as File)}
        >
          <p>
            <InboxOutlined aria-hidden />
          </p>
          <p>{t("send.drop")}</p>
          <p className={styles.samples}>{t("send.kinds")}</p>
        </Upload.Dragger>
      ) : (
        <div role="status">
          <Progress percent={Math.round(share * 100)} aria-label={t("send.progress")} />
          <Button onClick={() => leaving.current.abort()}>{t("send.cancel")}</Button>
        </div>
      )}
    </>
  );
}
