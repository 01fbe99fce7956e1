import { UploadOutlined } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Input, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { getConsistency } from "../api/get-consistency";
import type { PostingProof } from "../api/get-proof";
import { readCheckpoint } from "./note";
import styles from "./proof.module.css";
import { type Comparison, canVerify, isContinued, whatHinders } from "./verify";

const tones: Record<Comparison, "success" | "error" | "warning"> = {
  continues: "success",
  broken: "error",
  unsigned: "error",
  later: "error",
  foreign: "warning",
  unreadable: "warning",
  unsupported: "warning",
};

/** Compares with a checkpoint that somebody has kept elsewhere: the log must have gone on from it. */
export function Compare({ checkpoint }: { checkpoint: PostingProof["checkpoint"] }) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const [kept, setKept] = useState("");
  const comparing = useMutation({ mutationFn: () => compare(kept, checkpoint), gcTime: 0 });
  const change = (text: string) => {
    setKept(text);
    comparing.reset();
  };
  const size = readCheckpoint(kept)?.size ?? 0;
  return (
    <div className={styles.compare}>
      <p>{t("compare.help")}</p>
      <Input.TextArea
        aria-label={t("compare.kept")}
        className={styles.kept}
        rows={6}
        maxLength={10_000}
        placeholder={t("compare.hint")}
        value={kept}
        onChange={(event) => change(event.target.value)}
      />
      <div className={styles.buttons}>
        <Upload
          accept=".txt,text/plain"
          showUploadList={false}
          beforeUpload={(file) => {
            void file.text().then((text) => change(text.slice(0, 10_000)));
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />}>{t("compare.open")}</Button>
        </Upload>
        <Button
          type="primary"
          disabled={kept.trim() === "" || !canVerify()}
          loading={comparing.isPending}
          onClick={() => comparing.mutate()}
        >
          {t("compare.submit")}
        </Button>
      </div>
      <div aria-live="polite">
        {comparing.error && (
          <Alert
            type="error"
            showIcon
            title={asProblem(comparing.error).detail || t("compare.failed")}
          />
        )}
        {comparing.data && (
          <Alert
            type={tones[comparing.data]}
            showIcon
            title={t(`compare.outcome.${comparing.data}`, {
              from: format.number(size),
              to: format.number(checkpoint.size),
            })}
          />
        )}
      </div>
    </div>
  );
}

async function compare(text: string, now: PostingProof["checkpoint"]): Promise<Comparison> {
  const kept = readCheckpoint(text);
  if (!kept) return "unreadable";
  const hindered = await whatHinders(kept, now);
  if (hindered) return hindered;
  // The log may have gone on since the page was opened: compared is with what the answer is for.
  const { path, checkpoint } = await getConsistency(kept.size);
  return isContinued(kept, checkpoint, path);
}
