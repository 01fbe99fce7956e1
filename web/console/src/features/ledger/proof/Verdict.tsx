import { DownloadOutlined } from "@ant-design/icons";
import { useFormat } from "@habitue/kit/format/reader";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { fileName, saveFile } from "../../../lib/save-file";
import type { PostingRecord } from "../api/get-posting";
import type { PostingProof } from "../api/get-proof";
import type { Outcome } from "./verify";

interface VerdictProps {
  /** What all steps came to; "unable" where this browser lends no hashes here. */
  readonly outcome: Outcome | "unable";
  readonly posting: PostingRecord;
  readonly proof: PostingProof;
}

const tones = {
  holds: "success",
  broken: "error",
  unsupported: "warning",
  unable: "info",
} as const;

/** What it all means, in the words of whoever runs a shop. */
export function Verdict({ outcome, posting, proof }: VerdictProps) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const said = { when: format.moment(proof.checkpoint.signed_at) };
  return (
    <Alert
      type={tones[outcome]}
      showIcon
      title={<strong>{t(`verdict.${outcome}.title`)}</strong>}
      description={t(`verdict.${outcome}.help`, said)}
      action={
        <Button
          icon={<DownloadOutlined aria-hidden />}
          onClick={() => {
            const text = `${JSON.stringify(proof, null, 2)}\n`;
            const name = fileName(t("proof.file", { posting: posting.id }), "json");
            saveFile(name, new Blob([text], { type: "application/json" }));
          }}
        >
          {t("proof.download")}
        </Button>
      }
    />
  );
}
