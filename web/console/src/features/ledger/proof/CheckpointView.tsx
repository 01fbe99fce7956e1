import { DownloadOutlined } from "@ant-design/icons";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import { fileName, saveFile } from "../../../lib/save-file";
import type { PostingProof } from "../api/get-proof";
import { readCheckpoint } from "./note";
import styles from "./proof.module.css";

/** What was signed last, by whom, and the key that it is verified by. */
export function CheckpointView({ checkpoint }: { checkpoint: PostingProof["checkpoint"] }) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const { note, key, size, root, signed_at } = checkpoint;
  return (
    <div className={styles.checkpoint}>
      <Facts>
        <Fact name={t("checkpoint.origin")}>
          <code>{readCheckpoint(note)?.origin}</code>
        </Fact>
        <Fact name={t("checkpoint.size")}>
          {t("checkpoint.leaves", { n: format.number(size) })}
        </Fact>
        <Fact name={t("checkpoint.root")}>
          <code>{root}</code>
        </Fact>
        <Fact name={t("checkpoint.signed")}>
          <Moment at={signed_at} />
        </Fact>
        <Fact name={t("checkpoint.key")}>
          <code>{key}</code>
        </Fact>
      </Facts>
      <div>
        <p>{t("checkpoint.keep")}</p>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          onClick={() =>
            saveFile(
              fileName(t("checkpoint.file", { size }), "txt"),
              new Blob([note], { type: "text/plain" }),
            )
          }
        >
          {t("checkpoint.download")}
        </Button>
      </div>
    </div>
  );
}
